/** Lineage: how an event came to be what it is, told from its row and from the log. Source: docs/contract/argus.md §7.7, seed 001. */
import { counterStream, uuid, type Stream } from '../../../kernel/random.ts';
import { flagBit } from '../common/flag.ts';
import type { Change } from '../../../model/change.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { User, World } from '../../../model/world.ts';
import { routineAssessor } from '../events/derived-properties.ts';
import { engineTime, rawTime, routineAt } from '../events/event-times.ts';
import type { Lineage } from '../generated/types.ts';
import { userInfoV2 } from '../common/models.ts';

type Item = Lineage[number];

/** Something that changed an event; `number` names its own chance, so that a later change never alters what is told of it. */
interface Cause {
  readonly number: number;
  readonly type: 'created' | 'updated' | 'assessed' | 'reindexed';
  readonly description: string;
  readonly at: number;
  readonly user: User | null;
}

const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const FINALIZED = flagBit('FINALIZED');

/** How long after a change each index shows it, milliseconds; made up. */
const indexes = [
  { type: 'indexedElasticSearch', description: 'Event indexed into ElasticSearch', least: 400, most: 2500 },
  { type: 'indexedOpenSearch', description: 'Event indexed into OpenSearch', least: 700, most: 4500 },
] as const;

/** What happened to an event until `now`, oldest first. A change is there at once; the indexes follow as time goes on. */
export function lineageOf(world: World, row: number, ordinal: number | null, now: number): readonly Item[] {
  const initial = submittedAt(world, row) === undefined ? initialCauses(world, row, ordinal) : [];
  const later = world.changes(row, ordinal).map((change) => causeOf(world, change));
  const eventNumber = eventNumberOf(world, row);
  // Indexing an event again leaves the event as it is.
  let updated = 0;
  const causes = [...initial, ...later].sort((one, other) => one.at - other.at);
  const items = causes.flatMap((cause) => {
    if (cause.type !== 'reindexed' || updated === 0) updated = Math.max(updated, cause.at);
    const chance = counterStream(
      // Only 22 bits of the origin have room beside the ordinal; the others go to the key.
      [world.rowKey[0] ^ 0x11ea6e, world.rowKey[1] ^ cause.number ^ (eventNumber & ~0x3f_ffff)],
      (eventNumber & 0x3f_ffff) * 1024 + (ordinal ?? 1023),
    );
    return itemsOf(world, cause, updated, chance, now);
  });
  // Sorting is stable, so what happened in the same millisecond keeps its order.
  return items.sort((one, other) => one.createdTimestamp - other.createdTimestamp);
}

function itemsOf(world: World, cause: Cause, updated: number, chance: Stream, now: number): readonly Item[] {
  const isReindex = cause.type === 'reindexed';
  const item = (type: Item['type'], description: string, createdTimestamp: number, user: User | null): Item => ({
    id: uuid(chance),
    type,
    description,
    createdTimestamp,
    createdByUser: user === null ? null : userInfoV2(user, world),
    dataCenter: chance.chance(1, 2) ? 'osl' : 'svg',
    eventLastUpdatedTimestamp: updated,
  });
  const indexed = indexes.map(({ type, description, least, most }) => {
    const delay = chance.between(least, most);
    return item(type, description, cause.at + (isReindex ? 0 : delay), isReindex ? cause.user : null);
  });
  if (cause.type === 'reindexed') return indexed;
  return [
    item(cause.type, cause.description, cause.at, cause.user),
    ...indexed.filter((entry) => entry.createdTimestamp <= now),
  ];
}

/** What the World itself did to the event: made it, aggregated into it, and had it assessed. */
function initialCauses(world: World, row: number, ordinal: number | null): readonly Cause[] {
  const { timestamp, duration, updated, flagsLow, count } = world.baseline;
  const start = timestamp[row] ?? 0;
  const triggers = count[row] ?? 1;
  if (ordinal !== null) {
    const at = engineTime(world, row, rawTime(world, world.baseline, row, ordinal));
    return [{ number: 0, type: 'created', description: 'Event created', at, user: null }];
  }
  const arrival = routineAt(world, row, 'known', updated[row] ?? start);
  const causes: Cause[] = [
    {
      number: 0,
      type: 'created',
      description: 'Event created',
      at: Math.min(arrival, engineTime(world, row, start)),
      user: null,
    },
  ];
  if (triggers > 1) {
    const at = Math.min(arrival, engineTime(world, row, start + (duration[row] ?? 0)));
    causes.push({ number: 1, type: 'updated', description: 'Events aggregated', at, user: null });
  }
  if (((flagsLow[row] ?? 0) & ACKNOWLEDGED) !== 0) {
    causes.push({
      number: 2,
      type: 'assessed',
      description: 'Event assessed',
      at: routineAt(world, row, 'assessed', updated[row] ?? start),
      user: world.users()[routineAssessor(world, row).account.index] ?? null,
    });
  }
  return [...causes, ...causesSince(world, row)];
}

/** What time has changed of an event since the World began; before that, such changes are not told. */
function causesSince(world: World, row: number): readonly Cause[] {
  const { flagsLow, cases } = world.baseline;
  const { finalized, associated } = world.arrivals.moments(world.aggregated, row, eventNumberOf(world, row));
  const updated = (number: number, description: string, at: number): readonly Cause[] =>
    at > world.since ? [{ number, type: 'updated', description, at, user: null }] : [];
  return [
    ...(((flagsLow[row] ?? 0) & FINALIZED) === 0 ? [] : updated(3, 'Event finalized', finalized)),
    ...((cases[row] ?? 0) === 0 ? [] : updated(4, 'Event associated with case', associated)),
  ];
}

const causeOf = (world: World, { seq, type, description, at, account }: Change): Cause => ({
  number: 16 + seq,
  type,
  description,
  at,
  user: world.users()[account] ?? null,
});
