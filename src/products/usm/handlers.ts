/** What each operation of USM Anywhere does. Source: docs/contract/usm.md §3–§8. */
import type { Fragments, Handler, Handlers, Outcome } from '../../http/endpoint.ts';
import { closeSheet, openSheet, put, putText, type Sheet } from '../../kernel/bytes.ts';
import { alarmTests, eventTests } from './api/criteria.ts';
import { one, apiAddressOf, type UsmCall } from './api/dialect.ts';
import { recordNotFound, uncached } from './api/failures.ts';
import { aroundList, linkText } from './api/links.ts';
import { searchBoth, searchRecords, type FoundRow } from './api/search.ts';
import type { EventSource, Services } from './api/services.ts';
import { checkGrant, clientOf } from './api/token.ts';
import { alarmsThere, eventsThere, isVisibleTo, stillKept, visibleTo } from './api/visibility.ts';
import { inventoryHandlers } from './inventory/handlers.ts';
import { comma } from './json/pieces.ts';
import { isKnown } from './records/membership.ts';
import type { ApiClient } from './records/tenant.ts';
import type { UsmRow } from './rows.ts';

type UsmHandler = Handler<Services, ApiClient>;

const getToken: UsmHandler = async ({ tenant, count, tokens }, { request, query, text }) => {
  const client = clientOf(tenant.clients, request.headers['authorization'] as string | undefined);
  count(client.id, request.method);
  checkGrant(query, text);
  return one(JSON.stringify(await tokens.issue(client)), uncached);
};

const getUsmAlarms: UsmHandler = function* (services, call) {
  const { labels, style, writer } = services;
  const { query, principal, request } = call;
  const alarms = services.alarms();
  const tests = [
    ...visibleTo(services, principal),
    ...alarmTests(query, services),
    ...alarmsThere(services, alarms.table),
    ...stillKept(services),
  ];
  const { rows, page } = yield* searchRecords({ records: alarms, tests }, query, style.alarmTime);
  const root = apiAddressOf(call);
  const around = aroundList(request, page, { style, key: 'alarms', isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, { at }) => {
    const row = alarms.table.row[at] ?? 0;
    writer.alarm(sheet, row, 'list', labels.of(row), root);
  });
};

const getUsmAlarm: UsmHandler = (services, call) => {
  const row = alarmRow(services, call);
  return written((sheet) => services.writer.alarm(sheet, row, 'detail', services.labels.of(row), apiAddressOf(call)));
};

const getAlarmLabels: UsmHandler = (services, call) => {
  const row = alarmRow(services, call);
  const self = `${apiAddressOf(call)}/alarms/${services.ids.alarm(row)}/labels`;
  const labels = JSON.stringify(services.labels.of(row));
  return one(`{"alarm_labels":${labels},"_links":{"self":${linkText(self, services.style)}}}`);
};

const setLabel =
  (present: boolean): UsmHandler =>
  async (services, call) => {
    const { labels, simulation } = services;
    const row = alarmRow(services, call);
    const label = call.params['labelId'] ?? '';
    if (!labels.isKnown(label)) throw recordNotFound();
    // Assumed: what is taken off twice is not found (docs/contract/usm.md §10.1).
    if (!present && !labels.of(row).includes(label.toLowerCase())) throw recordNotFound();
    await labels.set({ row, label, present, client: call.principal.id }, simulation.clock.now());
    return { kind: 'empty' };
  };

const getUsmEvents: UsmHandler = function* (services, call) {
  const { style } = services;
  const { query, principal, request } = call;
  const tests = [...visibleTo(services, principal), ...eventTests(query, services), ...stillKept(services)];
  const searchOf = (records: EventSource) => ({ records, tests: [...tests, ...eventsThere(records)] });
  const [events, begun] = [services.events(), services.inFlight()];
  const { rows, page } =
    begun === null
      ? yield* searchRecords(searchOf(events), query, 'timestamp_occured')
      : yield* searchBoth(searchOf(events), searchOf(begun), query, 'timestamp_occured');
  const root = apiAddressOf(call);
  const around = aroundList(request, page, { style, key: style.eventsKey, isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, { at, isSecond }) => {
    const { table, writer } = isSecond && begun !== null ? begun : events;
    writer().event(sheet, table.parent[at] ?? 0, table.ordinal[at] ?? 0, 'list', root);
  });
};

const getUsmEvent: UsmHandler = (services, call) => {
  const { params, principal } = call;
  for (const source of [services.events(), services.inFlight()]) {
    const found = source?.ids.find(params['eventId'] ?? '') ?? null;
    if (source === null || found === null || found.ordinal === null || !isVisibleTo(source, principal, found.row))
      continue;
    const { disposition, world, writer } = source;
    const { row, ordinal } = found;
    if (!isKnown(world, row) || ordinal >= disposition.own(row) || !disposition.isThere(row, ordinal)) continue;
    if (disposition.occured(row, ordinal) < world.oldestKept()) continue;
    return written((sheet) => writer().event(sheet, row, ordinal, 'detail', apiAddressOf(call)));
  }
  throw recordNotFound();
};

export const handlers: Handlers<UsmRow, Services, ApiClient> = {
  ...inventoryHandlers,
  getToken,
  getUsmAlarms,
  getUsmAlarm,
  getAlarmLabels,
  addAlarmLabel: setLabel(true),
  deleteAlarmLabel: setLabel(false),
  getUsmEvents,
  getUsmEvent,
  getUsmEventAsTitled: getUsmEvent,
};

/** The row of the alarm that a path names. Throws 404 for what is no alarm, or not the client's to see. */
function alarmRow(services: Services, { params, principal }: UsmCall): number {
  const found = services.ids.find(params['alarmId'] ?? '');
  const { disposition } = services;
  if (found === null || found.ordinal !== null || !disposition.isAlarm(found.row)) throw recordNotFound();
  if (!disposition.isThere(found.row, null) || !isVisibleTo(services, principal, found.row)) throw recordNotFound();
  if (disposition.alarmOccured(found.row) < services.world.oldestKept()) throw recordNotFound();
  return found.row;
}

/** An answer that is written as bytes. */
function written(write: (sheet: Sheet) => void): Outcome {
  const sheet = openSheet();
  write(sheet);
  return one(closeSheet(sheet));
}

/** A list whose records are those of `rows`. */
const writtenList = (
  [before, after]: readonly [string, string],
  rows: readonly FoundRow[],
  putRow: (sheet: Sheet, row: FoundRow) => void,
): Outcome =>
  rows.length > fewRows
    ? { kind: 'fragments', fragments: () => inFragments([before, after], rows, putRow) }
    : written((sheet) => {
        putText(sheet, before);
        rows.forEach((row, place) => {
          if (place > 0) put(sheet, comma);
          putRow(sheet, row);
        });
        putText(sheet, after);
      });

/** More records, of some 16 KB each, are written while they are sent. */
const fewRows = 100;

/** What writing a record costs. */
const unitsOfRecord = 3000;

function* inFragments(
  [before, after]: readonly [string, string],
  rows: readonly FoundRow[],
  putRow: (sheet: Sheet, row: FoundRow) => void,
): ReturnType<Fragments> {
  yield before;
  for (const [place, row] of rows.entries()) {
    const sheet = openSheet();
    if (place > 0) put(sheet, comma);
    putRow(sheet, row);
    yield closeSheet(sheet);
    yield unitsOfRecord;
  }
  yield after;
}
