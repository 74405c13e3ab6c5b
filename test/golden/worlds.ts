/** Hashes of Worlds, by their format: a format gives the same World in every release, while the bytes of views may change with one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { worldFormats } from '../../src/generator/formats/index.ts';
import type { WorldFormat } from '../../src/generator/formats/world-format.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { uuidAt } from '../../src/model/submitted.ts';
import type { World } from '../../src/model/world.ts';
import { captureOf, eventPayload } from '../../src/products/shared/captures.ts';

/** The newest format whose hashes never change again. */
export const newestFrozen = 1;

/** How many rows are looked at one by one, and how many background events there are. */
const [looked, events] = [120, 3000];

/** The World of a shipped scenario by a format, small enough to be made in a moment. */
export const worldOf = (scenario: string, format: WorldFormat): World =>
  makeWorld({ seed: '1', scenario: readScenario(scenario), format, events });

/** sha256 of rows, times, addresses, properties, cases, ids, payloads and captures, and of what is still to come. */
export function hashOfWorld(world: World): string {
  const hash = createHash('sha256');
  const note = (value: unknown): void =>
    void hash.update(
      `${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))}\n`,
    );
  const noteColumns = (columns: object): void => {
    for (const [name, column] of Object.entries(columns))
      if (ArrayBuffer.isView(column))
        hash.update(name).update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  };
  const { aggregated, arrivals } = world;
  for (const columns of [aggregated, world.raw(), arrivals.later(), arrivals.later().columns]) noteColumns(columns);
  noteColumns(arrivals.day(0).columns);
  note(world.hosts.map(({ address, place, members }) => [address, place, members]));
  note(world.details.map(({ detection, signature, variant }) => [detection.name, signature, variant]));
  note(world.cases.map(({ id, subject, status, opened, closed }) => [id, subject, status, opened, closed]));
  note(world.users().map(({ id, userName, name }) => [id, userName, name]));
  note(world.stories.actions);
  for (let at = 0; at < Math.min(looked, aggregated.length); at++) {
    const row = Math.floor((at * aggregated.length) / looked);
    note([uuidAt(world, row, null), uuidAt(world, row, 0), eventPayload(world, row, null)]);
    hash.update(captureOf(world, row, null) ?? 'none');
  }
  return hash.digest('hex');
}

/** Those that a format can tell: some name alarms that came with a later one. */
const scenariosOf = ({ number }: WorldFormat): readonly string[] =>
  shippedScenarios().filter((scenario) => (readScenario(scenario).worldFormat ?? 1) <= number);

/** Every promise by format and scenario, and the function that makes its hash. */
export const worldPromises = (): readonly (readonly [format: string, scenario: string, make: () => string])[] =>
  worldFormats.flatMap((format) =>
    scenariosOf(format).map(
      (scenario) => [String(format.number), scenario, () => hashOfWorld(worldOf(scenario, format))] as const,
    ),
  );

export const worldsFile = new URL('worlds.json', import.meta.url);
export const goldenWorlds = (): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  JSON.parse(readFileSync(worldsFile, 'utf8')) as Record<string, Record<string, string>>;
