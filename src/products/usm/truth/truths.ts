/** What USM Anywhere shows of alarms and events: since when, in which versions, and which of them a query means. */
import { visiting } from '../../../corpus/group.ts';
import { scanningTable } from '../../../corpus/table.ts';
import { bytesFrom, type Sheet } from '../../../kernel/bytes.ts';
import { UserError } from '../../../kernel/fault.ts';
import { violations, type Json } from '../../../kernel/schema.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { World } from '../../../model/world.ts';
import { eventOfKey, keyOfEvent } from '../../shared/event-key.ts';
import type { Truth, Truths } from '../../shared/truth.ts';
import { alarmTests, eventTests } from '../api/criteria.ts';
import type { Query } from '../api/paging.ts';
import { apiRoot } from '../api/paths.ts';
import type { EventSource, Services } from '../api/services.ts';
import { alarmsThere, eventsThere, visibleTo } from '../api/visibility.ts';
import type { ApiClient } from '../records/tenant.ts';
import { isKnown } from '../records/membership.ts';
import { usmOpinions } from './opinions.ts';

/** What putting a row into a list costs. */
const unitsOfRow = 20;

export const usmTruths: Truths = {
  viewer: ({ services }, name): ApiClient => {
    const { clients } = (services as Services).tenant;
    const found = clients.find(({ label, id }) => name === undefined || label === name || id === name);
    if (found === undefined) throw new UserError(`there is no API client "${name ?? ''}" in the scenario`);
    return found;
  },
  opinions: ({ services }) => usmOpinions(services as Services),
  kinds: {
    alarms: {
      ids: 'uuid',
      of: ({ services }) => alarmTruth(services as Services),
      searches: { getUsmAlarms: ({ query }) => query },
    },
    events: {
      ids: 'uuid',
      of: ({ services }) => tenantEventTruth(services as Services),
      searches: { getUsmEvents: ({ query }) => query },
    },
  },
};

function alarmTruth(services: Services): Truth {
  const { world, ids, disposition, labels, writer } = services;
  const rowOf = (key: number): number => rowIn(world, key);
  return {
    find: (id) => {
      const found = ids.find(id);
      return found?.ordinal === null && disposition.isAlarm(found.row) ? keyOfEvent(world, found.row, null) : null;
    },
    idOf: (key) => ids.alarm(rowOf(key)),
    visible: (key) => disposition.alarmTimes(rowOf(key)).stored,
    happened: (key) => disposition.alarmOccured(rowOf(key)),
    changes: (key) => changesOf(world, rowOf(key)),
    *select(criteria, viewer) {
      const query = queryOf('usm/alarm-query.schema.json', criteria);
      const { table } = services.alarms();
      const client = viewer as ApiClient;
      const tests = [...visibleTo(services, client), ...alarmTests(query, services), ...alarmsThere(services, table)];
      const keys: number[] = [];
      yield* visiting(yield* scanningTable(table, tests), unitsOfRow, (at) => {
        keys.push(keyOfEvent(world, table.row[at] ?? 0, null));
      });
      return keys;
    },
    shown: (key) => {
      const row = rowOf(key);
      return (['list', 'detail'] as const).map((form) =>
        written((sheet) => writer.alarm(sheet, row, form, labels.of(row), apiRoot)),
      );
    },
    unstable: ['_links'],
  };
}

function tenantEventTruth(services: Services): Truth {
  const { world, ids, disposition } = services;
  /** What has arrived, then what is still going on. */
  const places = function* (): Generator<EventPlace> {
    yield { world, ids, disposition, writer: () => services.writer };
    const begun = services.inFlight();
    if (begun !== null) yield begun;
  };
  const known = (key: number): EventPlace & { readonly row: number; readonly ordinal: number } => {
    for (const place of places()) {
      const found = eventOfKey(place.world, key);
      if (found !== null) return { ...place, row: found.row, ordinal: found.ordinal ?? 0 };
    }
    throw new RangeError(`there is no event ${key}`);
  };
  return {
    find: (id) => {
      for (const place of places()) {
        const found = place.ids.find(id);
        if (found === null || found.ordinal === null) continue;
        const { row, ordinal } = found;
        if (isKnown(place.world, row) && ordinal < place.disposition.own(row))
          return keyOfEvent(place.world, row, ordinal);
      }
      return null;
    },
    idOf: (key) => {
      const { row, ordinal, ...place } = known(key);
      return uuidText(place.ids.eventWords(row, ordinal));
    },
    visible: (key) => {
      const { row, ordinal, ...place } = known(key);
      return place.disposition.eventTimes(row, ordinal).stored;
    },
    happened: (key) => {
      const { row, ordinal, ...place } = known(key);
      return place.disposition.occured(row, ordinal);
    },
    changes: (key) => {
      const { row, ...place } = known(key);
      return [...changesOf(place.world, row), place.disposition.alarmTimes(row).stored];
    },
    *select(criteria, viewer) {
      const query = queryOf('usm/event-query.schema.json', criteria);
      const tests = [...visibleTo(services, viewer as ApiClient), ...eventTests(query, services)];
      const keys = new Set<number>();
      for (const source of [services.events(), services.inFlight()]) {
        if (source === null) continue;
        const { table, world: of } = source;
        const bits = yield* scanningTable(table, [...tests, ...eventsThere(source)]);
        yield* visiting(bits, unitsOfRow, (at) => {
          keys.add(keyOfEvent(of, table.parent[at] ?? 0, table.ordinal[at] ?? 0));
        });
      }
      return [...keys];
    },
    shown: (key) => {
      const { row, ordinal, writer } = known(key);
      return (['list', 'detail'] as const).map((form) =>
        written((sheet) => writer().event(sheet, row, ordinal, form, apiRoot)),
      );
    },
    unstable: ['_links'],
  };
}

/** Where an event is found: among those that arrived, or those of rows that are still going on. */
type EventPlace = Pick<EventSource, 'world' | 'ids' | 'disposition' | 'writer'>;

const rowIn = (world: World, key: number): number => {
  const found = eventOfKey(world, key);
  if (found === null) throw new RangeError(`there is no alarm ${key}`);
  return found.row;
};

/** What the operations centre does to an event changes status and suppression of its alarm. */
function changesOf(world: World, row: number): readonly number[] {
  const { arrivals, baseline } = world;
  const told = world.changes(row, null).map(({ at }) => at);
  const cases = (world.caseSets[world.aggregated.cases[row] ?? 0] ?? []).flatMap(({ opened, closed }) => [
    opened,
    ...(closed === null ? [] : [closed]),
  ]);
  return [...told, ...cases, ...arrivals.turnsOf(baseline, row, eventNumberOf(world, row), -Infinity)];
}

/** The text of a UUID's words. */
function uuidText(words: Uint32Array): string {
  const hex = Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const written = (write: (sheet: Sheet) => void): string => Buffer.from(bytesFrom(write)).toString();

/** Criteria as the query that they would be: values may be numbers, booleans and lists. Throws UserError. */
function queryOf(schema: string, criteria: Json): Query {
  const query = Object.fromEntries(
    Object.entries(Object(criteria) as Readonly<Record<string, unknown>>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
  const [worst] = violations(schema, query);
  if (worst !== undefined) throw new UserError(`criteria: ${worst.path.join('.')} ${worst.message}`);
  return query as Query;
}
