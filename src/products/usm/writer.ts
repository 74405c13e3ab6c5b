/** Alarms and events as JSON text, from fragments that records share. Source: contract/usm.md §7, §8, seed 003. */
import { hostAt, portAt } from '../../corpus/raw-view.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Sensor, World } from '../../model/world.ts';
import { makeEnds } from './ends.ts';
import { alarmFacts, eventFacts, serviceOf } from './facts.ts';
import type { Ids } from './identity.ts';
import { accountId, accountName, type Kind } from './kinds.ts';
import { makeLog, type LogWriter } from './logs.ts';
import { priorityLabels, statuses, type Standing, type Times } from './standing.ts';
import { kindAt } from './tables.ts';

/** Where a record stands: alone, in a list, or inside an alarm. */
export type EventForm = 'detail' | 'list' | 'nested';
export type AlarmForm = 'detail' | 'list';

export interface Writer {
  /** `base` is the address of the API, without a trailing slash. */
  readonly event: (row: number, ordinal: number, form: EventForm, base: string) => string;
  readonly alarm: (row: number, form: AlarmForm, labels: readonly string[], base: string) => string;
}

export interface Parts {
  readonly world: World;
  readonly ids: Ids;
  readonly standing: Standing;
  readonly kinds: readonly Kind[];
}

const inner = (value: object): string => JSON.stringify(value).slice(1, -1);

function kept(make: (code: number) => string): (code: number) => string {
  const texts: string[] = [];
  return (code) => (texts[code] ??= make(code));
}

export function makeWriter(parts: Parts, dialect: DialectName): Writer {
  const { world, ids, standing, kinds } = parts;
  const { baseline } = world;
  const isDocumented = dialect === 'documented';
  const ends = makeEnds(world, ids);
  const kindOf = (code: number): Kind => kinds[code] as Kind;
  const links = (path: string): string =>
    isDocumented ? `"_links":{"self":{"href":"${path}","templated":false}}` : `"_links":{"self":{"href":"${path}"}}`;
  const tenantText = inner({ x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' });
  const eventName = kept((code) => inner({ event_name: kindOf(code).eventName }));
  const eventText = kept((code) => inner(eventFacts(kindOf(code), isDocumented)));
  const alarmText = kept((code) =>
    inner({ event_name: kindOf(code).eventName, ...alarmFacts(kindOf(code), isDocumented) }),
  );
  const sensorId = kept((index) => ids.sensor(world.sensors[index] as Sensor));
  const reporter = kept((code) => inner(reporterOf(world, ids, code, isDocumented)));
  const logs: LogWriter[] = [];

  const event: Writer['event'] = (row, ordinal, form, base) => {
    const kind = kindAt(world, row);
    const service = serviceOf(kindOf(kind));
    const sensor = world.sensors[baseline.sensor[row] ?? 0] as Sensor;
    const source = hostAt(world, baseline.source[row] ?? 0, ordinal);
    const destination = hostAt(world, baseline.destination[row] ?? 0, ordinal);
    const sourcePort = portAt(baseline.sourcePort[row] ?? 0, ordinal);
    const destinationPort = portAt(baseline.destinationPort[row] ?? 0, ordinal);
    const times = standing.eventTimes(row, ordinal);
    const id = ids.event(row, ordinal);
    const isIn = standing.isAlarm(row);
    const isSuppressed = standing.suppressed(row);
    const { transport } = kindOf(kind).detail.detection;
    const hasPorts = transport === 'tcp' || transport === 'udp';
    const line = (logs[kind] ??= makeLog(kindOf(kind), world.rowKey))({
      row,
      ordinal,
      time: times.occured,
      source: world.hosts[source]?.address ?? '',
      sourcePort,
      destination: world.hosts[destination]?.address ?? '',
      destinationPort,
      sensor,
    });
    const rr = isDocumented && form === 'list';
    // Inside an alarm booleans are strings, and so they are in the documentation's single event (contract/usm.md §8).
    const q = form === 'nested' ? '"' : '';
    const s = form === 'nested' || (isDocumented && form === 'detail') ? '"' : '';
    return (
      `{"${isDocumented && form !== 'nested' ? 'id' : 'uuid'}":"${id}",${eventName(kind)},"suppressed":${s}${isSuppressed}${s},` +
      `${timesText(times, rr)},"has_alarm":${q}${isIn}${q},"needs_enrichment":false,` +
      `${ends.ofEvent('source', source, null)},${ends.ofEvent('destination', destination, service)},` +
      (hasPorts ? `"source_port":${sourcePort},"destination_port":${destinationPort},` : '') +
      (form === 'nested' || isDocumented ? '' : `${links(`${base}/events/${id}`)},`) +
      `${eventText(kind)},${reporter(sensor.index * 2 + Number(service !== null))},${tenantText},` +
      `"in_alarms":[${isIn ? `"${ids.alarm(row)}"` : ''}],"log":"${line}"` +
      (form !== 'nested' && isDocumented ? `,${links(`${base}/events/${id}`)}}` : '}')
    );
  };

  const nested = (row: number, form: AlarmForm, base: string): string => {
    const texts = standing.stored(row).map((ordinal) => {
      if (isDocumented) return `{"uuid":"${ids.event(row, ordinal)}"}`;
      const text = event(row, ordinal, 'nested', base);
      if (form === 'detail') return text;
      // The id is never filled in: the link is literally this (contract/usm.md §7).
      return `{"_links":{"self":{"href":"${base}/events/{eventId}","templated":true}},"timeStamp":${standing.eventTimes(row, ordinal).occured},"message":${text}}`;
    });
    return `"events":[${texts.join(',')}]`;
  };

  const alarm: Writer['alarm'] = (row, form, labels, base) => {
    const kind = kindAt(world, row);
    const stored = standing.stored(row);
    const severity = baseline.severity[row] ?? 0;
    const hostsOf = (column: Uint16Array): readonly number[] => [
      ...new Set(stored.map((ordinal) => hostAt(world, column[row] ?? 0, ordinal))),
    ];
    const [sources, destinations] = [hostsOf(baseline.source), hostsOf(baseline.destination)];
    const id = ids.alarm(row);
    const sensor = sensorId(baseline.sensor[row] ?? 0);
    const times = standing.alarmTimes(row);
    const status = `"status":"${statuses[standing.status(row)]}"`;
    const suppressed = `"suppressed":${standing.suppressed(row)}`;
    const label = `"priority_label":"${priorityLabels[severity]}"`;
    const self = links(`${base}/alarms/${id}`);
    const events = nested(row, form, base);
    const priority = `"needs_enrichment":false,"priority":${standing.priority(row)}`;
    const packets = `"packet_data":[${stored
      .map((ordinal) => `"${ids.event(row, ordinal)}"`)
      .reverse()
      .join(',')}]`;
    const free =
      `${ends.ofAlarm('source', sources[0] ?? 0, null)},${ends.ofAlarm('destination', destinations[0] ?? 0, serviceOf(kindOf(kind)))},` +
      `${ends.lists('source', sources)},${ends.lists('destination', destinations)},${alarmText(kind)},` +
      `"alarm_events_count":${baseline.count[row] ?? 1},"alarm_labels":${JSON.stringify(labels)},` +
      `"alarm_sensor_sources":["${sensor}"],"sensor_uuid":"${sensor}",${tenantText}`;
    if (!isDocumented) {
      const empty = form === 'detail' ? '"destinations":[],"sources":[],' : '';
      return `{"uuid":"${id}",${priority},${packets},${suppressed},${empty}${events},${status},${self},${label},${timesText(times, false)},${free}}`;
    }
    if (form === 'list')
      return `{"id":"${id}",${suppressed},${status},${label},${timesText(times, true)},"uuid":"${id}","has_alarm":false,${priority},${packets},${events},${free},${self}}`;
    return `{"uuid":"${id}","has_alarm":false,${priority},${suppressed},${events},${packets},${label},${timesText(times, false)},${free},${status},${self}}`;
  };
  return { event, alarm };
}

/** Instants are strings of epoch milliseconds (contract/usm.md §7); the documentation spells the first with two r in lists. */
const timesText = ({ occured, received, arrived, stored }: Times, rr: boolean): string =>
  `"timestamp_occur${rr ? 'r' : ''}ed":"${occured}","timestamp_received":"${received}","timestamp_arrived":"${arrived}","timestamp_to_storage":"${stored}"`;

/** Who passed the record on; `code` is twice the sensor's index, and one more when the record is a cloud account's. */
function reporterOf(world: World, ids: Ids, code: number, isDocumented: boolean): object {
  const sensor = world.sensors[code >> 1] as Sensor;
  const { customer, hostName, hostAddress } = sensor;
  if ((code & 1) === 1)
    return {
      sensor_uuid: ids.sensor(sensor),
      account_name: accountName(customer.shortName),
      account_id: accountId(customer.id),
      destination_userid: accountId(customer.id),
    };
  return {
    sensor_uuid: ids.sensor(sensor),
    received_from: hostName,
    rep_device_hostname: hostName,
    rep_device_address: hostAddress,
    rep_dev_canonical: hostAddress,
    ...(isDocumented && { account_name: '', destination_userid: '' }),
  };
}
