/** Hashes of exports: same seed, scenario and minor version, same bytes. `golden.json` holds what they are. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventBlocks } from '../../src/cli/event-blocks.ts';
import type { Partition } from '../../src/generator/export.ts';
import { makeBlueprint, type Blueprint } from '../../src/generator/generate.ts';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { makeEventTexts, type Format, type Kind } from '../../src/products/argus/v1/export.ts';

/** What is hashed: a whole scenario, or for a large one some of its partitions. */
export interface Sample {
  readonly scenario: string;
  readonly kind: Kind;
  readonly partitions: readonly Partition[];
}

const whole: readonly Partition[] = [{ part: 1, of: 1 }];
const few: readonly Partition[] = [1, 167, 400].map((part) => ({ part, of: 400 }));

/** Scenarios of a million events or nearly: a few partitions stand for the whole. */
const big: readonly string[] = ['large', 'paging-traps'];

/** The scenarios whose bytes are promised: all that are shipped. */
export const samples: readonly Sample[] = (['aggregated', 'raw'] as const).flatMap((kind) =>
  shippedScenarios().map((scenario) => ({ scenario, kind, partitions: big.includes(scenario) ? few : whole })),
);

export const nameOf = ({ scenario, kind, partitions }: Sample): string =>
  `${scenario} ${kind} ${partitions.map(({ part, of }) => `${part}/${of}`).join(' ')}`;

const blueprints = new Map<string, Blueprint>();

/** A blueprint is made once for all its partitions. */
function blueprintOf(scenario: string, seed: string, events: number | undefined): Blueprint {
  const name = `${scenario} ${seed} ${events}`;
  const made =
    blueprints.get(name) ??
    makeBlueprint({ seed, scenario: readScenario(scenario), ...(events !== undefined && { events }) });
  blueprints.set(name, made);
  return made;
}

/** The text of a partition, as `generate` writes it. */
export function* textsOf(
  given: {
    readonly scenario: string;
    readonly kind: Kind;
    readonly format?: Format;
    readonly seed?: string;
    readonly events?: number;
  },
  partition: Partition,
): Generator<string> {
  const { scenario, kind, format = 'ndjson', seed = '1', events } = given;
  const blueprint = blueprintOf(scenario, seed, events);
  const texts = makeEventTexts(kind, format, {
    isFirst: partition.part === 1,
    isLast: partition.part === partition.of,
  });
  yield texts.head;
  for (const block of eventBlocks(blueprint, partition))
    for (const { bytes } of texts.block(block)) yield String(bytes);
  yield texts.tail;
}

/** sha256 of the sample's NDJSON. */
export function hashOf({ partitions, ...given }: Sample, seed = '1'): string {
  const hash = createHash('sha256');
  for (const partition of partitions) for (const text of textsOf({ ...given, seed }, partition)) hash.update(text);
  return hash.digest('hex');
}

/** Scenarios that tell stories; what is still to come of them, and what people do, stands in no export. */
export const storied = (): readonly string[] =>
  shippedScenarios().filter((name) => Object.keys(readScenario(name).stories ?? {}).length > 0);

export const nameOfStories = (scenario: string): string => `${scenario} stories`;

/** sha256 of all events and actions that a scenario's stories come to, past and future. */
export function hashOfStories(scenario: string): string {
  const hash = createHash('sha256');
  const { stories } = blueprintOf(scenario, '1', 0).frame;
  for (const one of [...stories.events, ...stories.actions]) hash.update(`${JSON.stringify(one)}\n`);
  return hash.digest('hex');
}

/** Every promise by name, and the function that makes its hash. */
export const promises = (): ReadonlyMap<string, () => string> =>
  new Map([
    ...samples.map((sample) => [nameOf(sample), () => hashOf(sample)] as const),
    ...storied().map((name) => [nameOfStories(name), () => hashOfStories(name)] as const),
  ]);

export const goldenFile = new URL('golden.json', import.meta.url);
export const golden = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(goldenFile, 'utf8')) as Record<string, string>;
