/** Retention, a setting of the scenario: what is older than it is gone from every product, and nothing else is changed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { service, type Service } from '../support/service.ts';

const hour = 3_600_000;

function scenario(retention: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'retention-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'kept.yaml');
  const kept = retention === null ? '' : `, retention: ${retention}`;
  writeFileSync(path, `title: Kept\nextends: default\nvolume: { events: 300${kept} }\n`);
  return path;
}

interface Seen {
  readonly id: string;
  readonly time: number;
}

const argusLists = [
  ['/events/v1/aggregated?startTimestamp=0&limit=0', (item: any): Seen => ({ id: item.id, time: item.timestamp })],
  ['/events/v1/nids?startTimestamp=0&limit=0', (item: any): Seen => ({ id: item.id, time: item.timestamp })],
  ['/events/v2/event?startTimestamp=0&limit=0', (item: any): Seen => ({ id: item.id, time: item.timestamps.created })],
] as const;

async function argusSeen({ ask }: Service, [path, read]: (typeof argusLists)[number]): Promise<readonly Seen[]> {
  const { status, data, count } = await ask(path);
  expect([status, count]).toEqual([200, data.length]);
  return data.map(read);
}

async function usmSeen({ ask, tokenOfUsm }: Service, kind: 'alarms' | 'events'): Promise<readonly Seen[]> {
  const headers = { Authorization: `Bearer ${await tokenOfUsm()}` };
  const seen: Seen[] = [];
  for (let page = 0; ; page++) {
    const { text } = await ask(`/api/2.0/${kind}?size=100&page=${page}`, { key: null, headers });
    const { _embedded: embedded = {}, page: told } = JSON.parse(text);
    for (const item of (Object.values(embedded)[0] ?? []) as any[])
      seen.push({ id: item.uuid ?? item.id, time: Number(item.timestamp_occured ?? item.timestamp_occurred) });
    if (page + 1 >= told.totalPages) {
      expect(seen).toHaveLength(told.totalElements);
      return seen;
    }
  }
}

const kinds: readonly (readonly [string, (asked: Service) => Promise<readonly Seen[]>])[] = [
  ...argusLists.map((list) => [list[0], (asked: Service) => argusSeen(asked, list)] as const),
  ['alarms', (asked) => usmSeen(asked, 'alarms')],
  ['events', (asked) => usmSeen(asked, 'events')],
];

const nowOf = async ({ control }: Service): Promise<number> => (await control('GET /_sim/clock')).now;

test.each(kinds)('%s shows what is kept of what a World without an end to it shows, and no more', async (_, seenIn) => {
  const [whole, kept] = [
    await service({ scenario: scenario(null), events: undefined }),
    await service({ scenario: scenario('36h'), events: undefined }),
  ];
  for (const advance of [0, 6 * hour, 20 * hour]) {
    for (const { control } of [whole, kept])
      if (advance > 0) await control('POST /_sim/clock/advance', { by: `${advance}ms` });
    const from = (await nowOf(kept)) - 36 * hour;
    const all = await seenIn(whole);
    const seen = await seenIn(kept);
    expect(seen).toEqual(all.filter(({ time }) => time >= from));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(all.length);
  }
});

test('what is gone is not found alone either, and is not counted; the state knows nothing of it', async () => {
  const [whole, kept] = [
    await service({ scenario: scenario(null), events: undefined }),
    await service({ scenario: scenario('36h'), events: undefined }),
  ];
  const from = (await nowOf(kept)) - 36 * hour;
  const all = await argusSeen(whole, argusLists[0]);
  const gone = all.find(({ time }) => time < from)?.id;
  const there = all.find(({ time }) => time >= from)?.id;
  expect([(await kept.ask(`/events/v1/${gone}`)).status, (await kept.ask(`/events/v1/${there}`)).status]).toEqual([
    404, 200,
  ]);
  expect((await whole.ask(`/events/v1/${gone}`)).status).toBe(200);
  expect((await kept.control('GET /_sim')).stateHash).toBe((await whole.control('GET /_sim')).stateHash);
  const counted = async ({ ask }: Service): Promise<number> =>
    (await ask('/events/v1/aggregated/search', { body: { startTimestamp: 0, limit: 1 } })).count;
  expect(await counted(kept)).toBe(all.filter(({ time }) => time >= from).length);
  for (const kind of ['alarms', 'events'] as const) {
    const old = (await usmSeen(whole, kind)).find(({ time }) => time < from)?.id;
    const headers = { Authorization: `Bearer ${await kept.tokenOfUsm()}` };
    expect((await kept.ask(`/api/2.0/${kind}/${old}`, { key: null, headers })).status).toBe(404);
  }
});

test('the oldest go while somebody pages by offset, and the walk skips as many', async () => {
  const kept = await service({ scenario: scenario('36h'), events: undefined });
  const page = async (offset: number): Promise<readonly number[]> =>
    (
      await kept.ask('/events/v1/aggregated/search', {
        body: { startTimestamp: 0, limit: 5, offset, sortBy: ['timestamp'] },
      })
    ).data.map(({ timestamp }: { timestamp: number }) => timestamp);
  const [first, second] = [await page(0), await page(5)];
  const by = (first[2] ?? 0) - ((await nowOf(kept)) - 36 * hour) + 1;
  await kept.control('POST /_sim/clock/advance', { by: `${by}ms` });
  expect(await page(0)).toEqual([...first.slice(3), ...second.slice(0, 3)]);
  expect((await page(5)).slice(0, 2)).toEqual(second.slice(3));
});
