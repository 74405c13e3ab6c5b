/** Events as JSON text. Source: contract/usm.md §8, seed 003. */
import { hostAt, portAt } from '../../corpus/raw-view.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Sensor, World } from '../../model/world.ts';
import type { Ends } from './ends.ts';
import { eventFacts, serviceOf } from './facts.ts';
import type { Ids } from './identity.ts';
import { accountId, accountName, type Kind } from './kinds.ts';
import { makeLog, type LogWriter } from './logs.ts';
import type { Standing } from './standing.ts';
import { kindAt } from './tables.ts';
import { inner, kept, selfText, timesText } from './text.ts';

export interface Parts {
  readonly world: World;
  readonly ids: Ids;
  readonly standing: Standing;
  readonly kinds: readonly Kind[];
}

/** Where an event stands: alone, in a list, or inside an alarm. */
export type EventForm = 'detail' | 'list' | 'nested';

/** Trigger `ordinal` of the aggregate `row`; `root` is the address of the API. */
export type EventWriter = (row: number, ordinal: number, form: EventForm, root: string) => string;

/** What the forms of the two dialects differ in. */
interface Style {
  readonly id: 'id' | 'uuid';
  readonly twoR: boolean;
  /** Quotes around the booleans: strings inside an alarm, and `suppressed` in the documentation's single event (contract/usm.md §8). */
  readonly hasAlarm: '' | '"';
  readonly suppressed: '' | '"';
  readonly links: 'none' | 'early' | 'last';
}

const nested: Style = { id: 'uuid', twoR: false, hasAlarm: '"', suppressed: '"', links: 'none' };
const live: Style = { id: 'uuid', twoR: false, hasAlarm: '', suppressed: '', links: 'early' };
const styles: Readonly<Record<DialectName, Readonly<Record<EventForm, Style>>>> = {
  live: { detail: live, list: live, nested },
  documented: {
    detail: { id: 'id', twoR: false, hasAlarm: '', suppressed: '"', links: 'last' },
    list: { id: 'id', twoR: true, hasAlarm: '', suppressed: '', links: 'last' },
    nested,
  },
};

export function makeEventWriter({ world, ids, standing, kinds }: Parts, ends: Ends, dialect: DialectName): EventWriter {
  const { baseline, hosts, sensors } = world;
  const isDocumented = dialect === 'documented';
  const kindOf = (code: number): Kind => kinds[code] as Kind;
  const name = kept((code) => inner({ event_name: kindOf(code).eventName }));
  const facts = kept((code) => inner(eventFacts(kindOf(code), isDocumented)));
  const reporter = kept((code) => inner(reporterOf(world, ids, code, isDocumented)));
  const tenant = inner({ x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' });
  const logs: LogWriter[] = [];
  const services = kinds.map(serviceOf);
  const hasPorts = kinds.map(({ detail }) => ['tcp', 'udp'].includes(detail.detection.transport ?? ''));

  return (row, ordinal, form, root) => {
    const style = styles[dialect][form];
    const kind = kindAt(world, row);
    const service = services[kind] ?? null;
    const sensor = sensors[baseline.sensor[row] ?? 0] as Sensor;
    const source = hostAt(world, baseline.source[row] ?? 0, ordinal);
    const destination = hostAt(world, baseline.destination[row] ?? 0, ordinal);
    const sourcePort = portAt(baseline.sourcePort[row] ?? 0, ordinal);
    const destinationPort = portAt(baseline.destinationPort[row] ?? 0, ordinal);
    const times = standing.eventTimes(row, ordinal);
    const id = ids.event(row, ordinal);
    const isIn = standing.isAlarm(row);
    const line = (logs[kind] ??= makeLog(kindOf(kind), world.rowKey))({
      row,
      ordinal,
      time: times.occured,
      source: hosts[source]?.address ?? '',
      sourcePort,
      destination: hosts[destination]?.address ?? '',
      destinationPort,
      sensor,
    });
    const self = style.links === 'none' ? '' : selfText(`${root}/events/${id}`, dialect);
    const { hasAlarm, suppressed } = style;
    return (
      `{"${style.id}":"${id}",${name(kind)},"suppressed":${suppressed}${standing.suppressed(row)}${suppressed},${timesText(times, style.twoR)},` +
      `"has_alarm":${hasAlarm}${isIn}${hasAlarm},"needs_enrichment":false,${ends.ofEvent('source', source, null)},${ends.ofEvent('destination', destination, service)},` +
      (hasPorts[kind] === true ? `"source_port":${sourcePort},"destination_port":${destinationPort},` : '') +
      (style.links === 'early' ? `${self},` : '') +
      `${facts(kind)},${reporter(sensor.index * 2 + Number(service !== null))},${tenant},"in_alarms":[${isIn ? `"${ids.alarm(row)}"` : ''}],"log":"${line}"` +
      (style.links === 'last' ? `,${self}}` : '}')
    );
  };
}

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
