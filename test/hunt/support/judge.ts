/** What a client delivered, held against what there was: lost, doubled, altered, or unexpected. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { close, listen } from '../../../src/http/server.ts';
import type { Simulator } from '../../../src/index.ts';
import { doorsOf, type Json } from './poll.ts';
import { usmSession } from './right.ts';

export interface Truth {
  readonly product?: 'argus' | 'usm';
  readonly kind?: 'events' | 'alarms';
  readonly criteria?: object;
  readonly doubles?: 'forbidden' | 'allowed';
}

export interface Judge {
  readonly url: string;
  readonly delivered: () => readonly Json[];
  readonly verify: (simulator: Simulator, truth: Truth) => Promise<{ readonly ok: boolean; readonly counts: object }>;
}

/** Takes what is delivered by POST, until the test ends. */
export async function judgeOf(): Promise<Judge> {
  const delivered: Json[] = [];
  const server = createServer(async (request, response) => {
    delivered.push(...(JSON.parse(await text(request)) as Json[]));
    response.end('{}');
  });
  const { port } = await listen(server, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  return {
    url: `http://127.0.0.1:${port}/`,
    delivered: () => delivered,
    verify: async (simulator, truth) => {
      const idOf = ({ id, uuid }: Json): string => uuid ?? id;
      const expected = new Map((await recordsOf(simulator, truth)).map((record) => [idOf(record), record]));
      const ids = delivered.map(idOf);
      const counts = {
        lost: [...expected.keys()].filter((id) => !ids.includes(id)).length,
        doubled: ids.length - new Set(ids).size,
        unexpected: ids.filter((id) => !expected.has(id)).length,
        altered: delivered.filter((record) => !isLike(record, expected.get(idOf(record)))).length,
      };
      const bad = counts.lost + counts.unexpected + counts.altered;
      return { ok: bad + (truth.doubles === 'forbidden' ? counts.doubled : 0) === 0, counts };
    },
  };
}

const isLike = (record: Json, truth: Json): boolean =>
  JSON.stringify(record.properties) === JSON.stringify(truth?.properties);

async function recordsOf(simulator: Simulator, truth: Truth): Promise<readonly Json[]> {
  simulator.faults.clear();
  const { kind = 'events', criteria = {} } = truth;
  const doors = doorsOf(simulator);
  if (truth.product === 'usm') return (await usmSession(doors)(`/${kind}?size=2000`))._embedded?.[kind] ?? [];
  const answer = await doors.argus('/events/v1/aggregated/search', { startTimestamp: 0, limit: 0, ...criteria });
  return ((await answer.json()) as Json).data;
}
