/** What each operation of USM Anywhere does. Source: contract/usm.md §3–§8. */
import type { Handler, Handlers, Outcome } from '../../http/endpoint.ts';
import { closeSheet, openSheet, put, putText, type Sheet } from '../../kernel/bytes.ts';
import { alarmTests, eventTests } from './api/criteria.ts';
import { one, apiAddressOf, type UsmCall } from './api/dialect.ts';
import { recordNotFound, uncached } from './api/failures.ts';
import { aroundList, linkText } from './api/links.ts';
import { searchRecords } from './api/search.ts';
import type { Services } from './api/services.ts';
import { checkGrant, clientOf } from './api/token.ts';
import { alarmsThere, eventsThere, isVisibleTo, visibleTo } from './api/visibility.ts';
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

const getUsmAlarms: UsmHandler = (services, call) => {
  const { labels, style, writer } = services;
  const { query, principal, request } = call;
  const alarms = services.alarms();
  const tests = [
    ...visibleTo(services, principal),
    ...alarmTests(query, services),
    ...alarmsThere(services, alarms.table),
  ];
  const { rows, page } = searchRecords(alarms, tests, query, style.alarmTime);
  const root = apiAddressOf(call);
  const around = aroundList(request, page, { style, key: 'alarms', isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, at) => {
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
    await labels.set({ row, label, present, client: call.principal.id }, simulation.clock.now());
    return { kind: 'empty' };
  };

const getUsmEvents: UsmHandler = (services, call) => {
  const { style, writer } = services;
  const { query, principal, request } = call;
  const events = services.events();
  const tests = [
    ...visibleTo(services, principal),
    ...eventTests(query, services),
    ...eventsThere(services, events.table),
  ];
  const { rows, page } = searchRecords(events, tests, query, 'timestamp_occured');
  const root = apiAddressOf(call);
  const { parent, ordinal } = events.table;
  const around = aroundList(request, page, { style, key: style.eventsKey, isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, at) => writer.event(sheet, parent[at] ?? 0, ordinal[at] ?? 0, 'list', root));
};

const getUsmEvent: UsmHandler = (services, call) => {
  const { ids, disposition, world, writer } = services;
  const { params, principal } = call;
  const found = ids.find(params['eventId'] ?? '');
  if (found === null || found.ordinal === null || !isVisibleTo(services, principal, found.row)) throw recordNotFound();
  const { row, ordinal } = found;
  if (!isKnown(world, row) || ordinal >= disposition.own(row) || !disposition.isEventThere(row, ordinal))
    throw recordNotFound();
  return written((sheet) => writer.event(sheet, row, ordinal, 'detail', apiAddressOf(call)));
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
  if (!disposition.isAlarmThere(found.row) || !isVisibleTo(services, principal, found.row)) throw recordNotFound();
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
  rows: readonly number[],
  putRow: (sheet: Sheet, at: number) => void,
): Outcome =>
  written((sheet) => {
    putText(sheet, before);
    rows.forEach((at, place) => {
      if (place > 0) put(sheet, comma);
      putRow(sheet, at);
    });
    putText(sheet, after);
  });
