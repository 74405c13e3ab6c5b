/** A twin has the shape of the tenant that was measured, and nothing else of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { simulatedTarget, startSimulator, type ServerOptions } from '../../../src/index.ts';
import { measureTenant, type MeasuredTenant } from '../../../src/contract/profile/profile.ts';
import { twinOf } from '../../../src/contract/profile/twin.ts';
import { parseScenario } from '../../../src/generator/scenario.ts';
import { detections } from '../../../src/generator/detections/index.ts';
import { categories } from '../../../src/model/category.ts';

/** Tenants that differ in seed, volume, mix, length, end and rhythm. */
const tenants: Readonly<Record<string, { readonly seed: string; readonly yaml: string }>> = {
  'an office week with an attack': {
    seed: 'one',
    yaml: 'title: One\nextends: ransomware\nvolume: { events: 6000 }\n',
  },
  'a month of few categories, around the clock': {
    seed: 'two',
    yaml: [
      'title: Two',
      'extends: default',
      'period: { days: 21, end: 2026-03-11T17:20:00Z }',
      'rhythm: { hours: [9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9], weekdays: [1,9,3,3,3,9,1], bursts: 40 }',
      'volume: { events: 40000 }',
      'detections: { port-scan: 60, ssh-brute-force: 90, torrent: 30, sql-injection: 0, c2-beacon: 0 }',
    ].join('\n'),
  },
  'eight days of false positives': {
    seed: 'three',
    yaml: [
      'title: Three',
      'extends: false-positive-storm',
      'period: { days: 8, end: 2026-10-30T06:00:00Z }',
      'volume: { events: 900 }',
    ].join('\n'),
  },
};

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'twin-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tenant.yaml');
  writeFileSync(file, text);
  return file;
}

async function served(options: ServerOptions): Promise<Awaited<ReturnType<typeof startSimulator>>> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

type Cells = ReadonlyMap<string, number>;
interface Counted {
  readonly group: { readonly shortName: string } | null;
  readonly count: number;
  readonly timeline: readonly {
    readonly buckets: readonly { readonly timestamp: number; readonly count: number }[];
  }[];
}

async function statistics({ url }: { readonly url: string }, body: object): Promise<readonly Counted[]> {
  const response = await fetch(`${url}/events/v2/event/statistics`, {
    method: 'POST',
    headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: ['aggregated'], timeFieldStrategy: ['firstEvent'], startTimestamp: 0, ...body }),
  });
  return ((await response.json()) as { data: readonly Counted[] }).data;
}

async function cellsOf(simulator: { readonly url: string }): Promise<Readonly<Record<string, Cells>>> {
  const groups = async (field: string): Promise<Cells> => {
    const records = await statistics(simulator, { groupBy: [{ field }] });
    const entries = records.map(({ group, count }): [string, number] => [group?.shortName ?? '', count]);
    // Customers have other names: the busiest stands for the busiest.
    return field === 'customer' ? new Map(entries.map(([, count], rank) => [`${rank}`, count])) : new Map(entries);
  };
  const timeline = [{ name: 'all', field: 'firstEvent', resolution: 'hours', includeEmpty: false }];
  const [all] = await statistics(simulator, { timeline });
  const buckets = all?.timeline[0]?.buckets ?? [];
  return {
    hour: new Map(buckets.map(({ timestamp, count }) => [`${timestamp}`, count])),
    severity: await groups('severity'),
    category: await groups('attackCategory'),
    customer: await groups('customer'),
  };
}

const totalOf = (cells: Cells): number => [...cells.values()].reduce((sum, count) => sum + count, 0);

function expectAlike(own: Cells, other: Cells): void {
  for (const name of new Set([...own.keys(), ...other.keys()])) {
    const [wanted, had] = [own.get(name) ?? 0, other.get(name) ?? 0];
    const allowed = wanted >= 200 ? wanted * 0.1 : 3 * Math.sqrt(wanted);
    expect(Math.abs(had - wanted), `${name}: ${had} for ${wanted}`).toBeLessThanOrEqual(allowed);
  }
}

/** String values of an answer, and the words in them. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') for (const one of Object.values(value)) yield* stringsIn(one);
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]{2,}/g) ?? [];

/** The words of the scenario language: its schema, what it names by, and the names of catalogue and categories. */
const vocabulary = new Set(
  [
    ...['scenario', 'sim/fault', 'usm/scenario-section', 'argus/permission'].map((name) =>
      readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
    ),
    ...detections.map(({ name }) => name),
    ...Object.keys(categories),
    // The secret that all examples use.
    'mysecretapikey UTC',
  ].flatMap(wordsIn),
);

async function measured(
  name: string,
): Promise<{ readonly profile: MeasuredTenant; readonly strings: ReadonlySet<string>; readonly url: string }> {
  const { seed, yaml } = tenants[name] as { seed: string; yaml: string };
  const simulator = await served({ scenario: fileOf(yaml), seed });
  const strings = new Set<string>();
  const profile = await measureTenant(
    { ...simulatedTarget(simulator), isLive: true, writes: [] },
    {
      maxRequests: 500,
      rps: null,
      days: 28,
      timeoutMs: 30_000,
      onAnswer: ({ json }) => {
        for (const text of stringsIn(json)) strings.add(text);
      },
    },
  );
  return { profile, strings, url: simulator.url };
}

test.each(Object.keys(tenants))(
  'the twin of %s has its counts by hour, severity, category and customer',
  async (name) => {
    const { profile, strings, url } = await measured(name);
    expect(profile.missing).toEqual([]);
    expect(profile.requests).toBeLessThan(100);
    const text = twinOf(profile);
    const file = fileOf(text);
    expect(parseScenario(file).title).toBe('Shape');
    const twin = await served({ scenario: file, seed: 'another' });
    const [own, other] = [await cellsOf({ url }), await cellsOf(twin)];
    for (const [of, cells] of Object.entries(own)) {
      expect(totalOf(other[of] ?? new Map())).toBe(totalOf(cells));
      expectAlike(cells, other[of] ?? new Map());
    }
    // The law: no value of an answer, and no word that is not of the language itself.
    const scalars = new Set(text.split(/[\s,[\]{}:]+/).filter((word) => /[a-z]/i.test(word)));
    const isOwnWord = (word: string): boolean => wordsIn(word).every((one) => vocabulary.has(one));
    expect([...scalars].filter((word) => !isOwnWord(word))).toEqual([]);
    expect([...strings].filter((value) => scalars.has(value) && !isOwnWord(value))).toEqual([]);
  },
);

test('what analysts and clients meet is like it too: marks, aggregation counts, cases, and faults that wait', async () => {
  const { profile, url } = await measured('a month of few categories, around the clock');
  const twin = await served({ scenario: fileOf(twinOf(profile)), seed: 'another' });
  const count = async (base: string, criteria: object): Promise<number> => {
    const response = await fetch(`${base}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
      body: JSON.stringify({ startTimestamp: 0, limit: 1, ...criteria }),
    });
    return ((await response.json()) as { count: number }).count;
  };
  const criteria = [
    ...['ACKNOWLEDGED', 'NOT_A_THREAT', 'FALSE_POSITIVE', 'IDENTIFIED_THREAT', 'COMMENTED', 'THREAT_CANDIDATE'].map(
      (flag) => ({ includeFlags: [flag] }),
    ),
    ...[2, 6, 26, 151].map((minCount) => ({ minCount })),
  ];
  for (const one of criteria) {
    const [own, other] = [await count(url, one), await count(twin.url, one)];
    expect(Math.abs(other - own), JSON.stringify(one)).toBeLessThan(Math.max(own * 0.1, 3 * Math.sqrt(own)));
  }
  const cases = async (base: string): Promise<number> => {
    const response = await fetch(`${base}/cases/v2/case`, { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } });
    return ((await response.json()) as { count: number }).count;
  };
  expect(await cases(twin.url)).toBe(await cases(url));
  const { faults } = (await (await fetch(`${twin.url}/_sim/faults`)).json()) as { faults: { times: number }[] };
  expect(faults.map(({ times }) => times)).toEqual([0]);
});
