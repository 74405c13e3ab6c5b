/** What a world of its own costs, and what going back to the beginning and playing something else take: JSON on stdout. Runs with --expose-gc. */
import { request, Agent } from 'node:http';
import { startSimulator } from '../../src/index.ts';

const collect = (globalThis as unknown as { gc: () => void }).gc;
const memory = (): number => {
  collect();
  collect();
  return process.memoryUsage.rss();
};
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks without fetch, whose own memory would be counted as ours. */
const ask = (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers: { ...headers } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });

const timed = (times: number, run: (time: number) => void): number => {
  const took = Array.from({ length: times }, (_, time) => {
    const began = performance.now();
    run(time);
    return performance.now() - began;
  });
  return took.toSorted((one, other) => one - other)[times >> 1] ?? NaN;
};

const count = 1000;
const simulator = await startSimulator();
const path = '/events/v1/aggregated?limit=25';
for (let time = 0; time < 20; time++) simulator.world(`warm-${time}`);
for (let time = 0; time < 20; time++) await simulator.world(`warm-${time}`).close();

const { headers } = simulator.argus;
const found = await fetch(`${simulator.url}/events/v2/event?limit=1`, { headers });
const { data } = (await found.json()) as { data: { id: string }[] };
const written = await fetch(`${simulator.url}/events/v2/event/${data[0]?.id}/assess`, {
  method: 'PUT',
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: '{"comment":"Seen."}',
});
if (written.status !== 200) throw new Error(await written.text());
await written.arrayBuffer();
const seen = simulator.snapshot();
const reset = timed(25, (time) => {
  if (time % 2 === 0) simulator.reset();
  else simulator.restore(seen);
});
const switched = timed(9, (time) => simulator.play({ seed: `other-${time}` }));
simulator.play({ seed: '1' });

const before = memory();
const created = timed(count, (time) => simulator.world(`world-${time}`));
const statuses = new Set<number>();
for (let at = 0; at < count; at++) {
  statuses.add(await ask(`${simulator.url}/w/world-${at}${path}`, headers));
  statuses.add(await ask(`${simulator.url}/w/world-${at}/events/v2/event?limit=25`, headers));
}
const asked = memory();
if (statuses.size !== 1 || !statuses.has(200)) throw new Error(`answered ${[...statuses].join(', ')}`);
console.log(JSON.stringify({ reset, switched, created, asked: asked - before }));
process.exit(0);
