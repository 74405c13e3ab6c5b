/** The table of USM Anywhere 2.0. Source: contract/usm.md §3. */
import type { Call, BoundEndpoint, Outcome } from '../../http/endpoint.ts';
import { closeSheet, openSheet, put, putText, type Sheet } from '../../kernel/bytes.ts';
import type { ApiClient, DialectName } from '../../model/tenant.ts';
import { alarmTests, eventTests } from './criteria.ts';
import { one } from './dialect.ts';
import { notFound, tokenPath, uncached } from './failures.ts';
import { apiRoot, aroundList, linkText, originOf } from './links.ts';
import { isKnown } from './membership.ts';
import type { Count } from './rate.ts';
import { search } from './search.ts';
import { alarmsThere, eventsThere, maySee, visible, type Services } from './services.ts';
import { checkGrant, clientOf, type Tokens } from './token.ts';

type Row = BoundEndpoint<ApiClient>;

const base = {
  params: null,
  query: null,
  body: null,
  permission: 'read',
  security: ['bearer'],
  produces: ['application/json', 'application/hal+json'],
  evidence: 'documented',
} as const;

/** How the documentation spells the time in the links of alarms; in those of events it has one r (seed 003). */
const alarmTime: Readonly<Record<DialectName, string>> = {
  documented: 'timestamp_occurred',
  live: 'timestamp_occured',
};

export function endpointsOf(services: Services, tokens: Tokens, count: Count): readonly Row[] {
  const { dialect } = services;
  const schema = (name: string): string => `usm/${dialect}/${name}.schema.json`;
  const getEvent: Omit<Row, 'id' | 'path'> = {
    ...base,
    method: 'GET',
    summary: 'Get the details of an event',
    source: 'seed 003; contract/usm.md §3',
    params: 'usm/event-params.schema.json',
    data: schema('event'),
    refusals: [401, 403, 404, 429],
    handle: (call) => eventDetail(services, call),
  };
  const alias: readonly Row[] =
    dialect === 'documented' ? [{ ...getEvent, id: 'getEventAsTitled', path: `${apiRoot}/event/{eventId}` }] : [];
  const labels = {
    ...base,
    path: `${apiRoot}/alarms/{alarmId}/labels/{labelId}`,
    params: 'usm/label-params.schema.json',
  };
  const label = {
    ...labels,
    permission: 'write',
    data: null,
    source: 'contract/usm.md §3',
    refusals: [401, 403, 404, 429],
  };
  return [
    {
      ...base,
      id: 'getToken',
      method: 'POST',
      path: tokenPath,
      summary: 'Get a bearer token',
      source: 'contract/usm.md §2',
      isPublic: true,
      permission: null,
      security: ['basic'],
      query: 'usm/token-query.schema.json',
      consumes: 'anything',
      data: 'usm/token.schema.json',
      refusals: [400, 401, 429],
      handle: async ({ request, query, text }) => {
        const client = clientOf(services.world, request.headers['authorization'] as string | undefined);
        count(client.id, request.method);
        checkGrant(query, text);
        return one(JSON.stringify(await tokens.issue(client)), uncached);
      },
    },
    {
      ...base,
      id: 'getAlarms',
      method: 'GET',
      path: `${apiRoot}/alarms`,
      summary: 'Get a page of alarms',
      source: 'seed 003; contract/usm.md §4, §6',
      query: 'usm/alarm-query.schema.json',
      data: schema('alarms'),
      refusals: [400, 401, 403, 429],
      handle: (call) => alarmList(services, call),
    },
    {
      ...base,
      id: 'getAlarm',
      method: 'GET',
      path: `${apiRoot}/alarms/{alarmId}`,
      summary: 'Get the details of an alarm',
      source: 'seed 003; contract/usm.md §7',
      params: 'usm/alarm-params.schema.json',
      data: schema('alarm'),
      refusals: [401, 403, 404, 429],
      handle: (call) => {
        const row = alarmRow(services, call);
        return written((sheet) => services.writer.alarm(sheet, row, 'detail', services.labels.of(row), rootOf(call)));
      },
    },
    {
      ...base,
      id: 'getAlarmLabels',
      method: 'GET',
      path: `${apiRoot}/alarms/{alarmId}/labels`,
      summary: 'Get the labels of an alarm',
      source: 'contract/usm.md §3',
      params: 'usm/alarm-params.schema.json',
      data: schema('labels'),
      refusals: [401, 403, 404, 429],
      handle: (call) => {
        const row = alarmRow(services, call);
        const self = `${rootOf(call)}/alarms/${services.ids.alarm(row)}/labels`;
        return one(
          `{"alarm_labels":${JSON.stringify(services.labels.of(row))},"_links":{"self":${linkText(self, dialect)}}}`,
        );
      },
    },
    {
      ...label,
      id: 'addAlarmLabel',
      method: 'PUT',
      summary: 'Put a label on an alarm',
      handle: (call) => setLabel(services, call, true),
    },
    {
      ...label,
      id: 'deleteAlarmLabel',
      method: 'DELETE',
      summary: 'Take a label off an alarm',
      handle: (call) => setLabel(services, call, false),
    },
    {
      ...base,
      id: 'getEvents',
      method: 'GET',
      path: `${apiRoot}/events`,
      summary: 'Get a page of events',
      source: 'seed 003; contract/usm.md §4, §6',
      query: 'usm/event-query.schema.json',
      data: schema('events'),
      refusals: [400, 401, 403, 429],
      handle: (call) => eventList(services, call),
    },
    { ...getEvent, id: 'getEvent', path: `${apiRoot}/events/{eventId}` },
    ...alias,
  ];
}

const rootOf = ({ request }: Call<ApiClient>): string => `${originOf(request)}${apiRoot}`;

/** An answer that is written as bytes. */
function written(write: (sheet: Sheet) => void): Outcome {
  const sheet = openSheet();
  write(sheet);
  return one(closeSheet(sheet));
}

const comma = Buffer.from(',');

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

function alarmList(services: Services, call: Call<ApiClient>): Outcome {
  const { dialect, labels, writer } = services;
  const { query, principal, request } = call;
  const alarms = services.alarms();
  const tests = [
    ...visible(services, principal),
    ...alarmTests(query, services),
    ...alarmsThere(services, alarms.table),
  ];
  const { rows, page } = search(alarms, tests, query, alarmTime[dialect]);
  const root = rootOf(call);
  const around = aroundList(request, page, { dialect, key: 'alarms', isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, at) => {
    const row = alarms.table.row[at] ?? 0;
    writer.alarm(sheet, row, 'list', labels.of(row), root);
  });
}

function eventList(services: Services, call: Call<ApiClient>): Outcome {
  const { dialect, writer, world } = services;
  const { query, principal, request } = call;
  const events = services.events();
  const tests = [
    ...visible(services, principal),
    ...eventTests(query, services),
    ...eventsThere(services, events.table),
  ];
  const { rows, page } = search(events, tests, query, 'timestamp_occured');
  const root = rootOf(call);
  const { parent, ordinal } = events.table;
  const key = dialect === 'documented' ? 'events' : world.tenant.eventsKey;
  const around = aroundList(request, page, { dialect, key, isEmpty: rows.length === 0 });
  return writtenList(around, rows, (sheet, at) => writer.event(sheet, parent[at] ?? 0, ordinal[at] ?? 0, 'list', root));
}

/** The row of the alarm that a path names. Throws 404 for what is no alarm, or not the client's to see. */
function alarmRow(services: Services, { params, principal }: Call<ApiClient>): number {
  const found = services.ids.find(params['alarmId'] ?? '');
  const { standing } = services;
  if (found === null || found.ordinal !== null || !standing.isAlarm(found.row)) throw notFound();
  if (!standing.isAlarmThere(found.row) || !maySee(services, principal, found.row)) throw notFound();
  return found.row;
}

function eventDetail(services: Services, call: Call<ApiClient>): Outcome {
  const { ids, standing, world, writer } = services;
  const { params, principal } = call;
  const found = ids.find(params['eventId'] ?? '');
  if (found === null || found.ordinal === null || !maySee(services, principal, found.row)) throw notFound();
  const { row, ordinal } = found;
  if (!isKnown(world, row) || ordinal >= standing.own(row) || !standing.isEventThere(row, ordinal)) throw notFound();
  return written((sheet) => writer.event(sheet, row, ordinal, 'detail', rootOf(call)));
}

async function setLabel(services: Services, call: Call<ApiClient>, present: boolean): Promise<Outcome> {
  const { labels, simulation } = services;
  const row = alarmRow(services, call);
  const label = call.params['labelId'] ?? '';
  if (!labels.isKnown(label)) throw notFound();
  await labels.set({ row, label, present, client: call.principal.id }, simulation.clock.now());
  return { kind: 'empty' };
}
