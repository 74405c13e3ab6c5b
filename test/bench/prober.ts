/** Asks a server for its health and for an event of another world, one after the other for so long, and prints as JSON how long answers took. Arguments: URL, milliseconds. */
import { Agent, request } from 'node:http';
import { key } from './tools.ts';

const [url = '', milliseconds = '5000'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 1, noDelay: true });
const paths = ['/health', '/w/other/events/v1/aggregated?limit=1'];

const ask = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    request(url + path, { agent, headers: { 'Argus-API-Key': key } }, (answer) => {
      answer.resume().once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(path))));
    })
      .once('error', reject)
      .end();
  });

for (let warm = 0; warm < 200; warm++) await ask(paths[warm % 2] ?? '');
const took: number[] = [];
const began = performance.now();
for (let at = 0; performance.now() - began < Number(milliseconds); at++) {
  const asked = performance.now();
  await ask(paths[at % 2] ?? '');
  took.push(performance.now() - asked);
  await new Promise((resolve) => setTimeout(resolve, 1));
}
took.sort((one, other) => one - other);
console.log(JSON.stringify({ late: took[Math.floor(took.length * 0.999)], longest: took.at(-1) }));
agent.destroy();
