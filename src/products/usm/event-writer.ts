/** Events as JSON text. Source: contract/usm.md §8, seed 003. */
import { hostAt, portAt } from '../../corpus/raw-view.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Host, Sensor, World } from '../../model/world.ts';
import type { Ends } from './ends.ts';
import { eventFacts, serviceOf } from './facts.ts';
import type { Ids } from './identity.ts';
import { accountId, accountName, type Kind } from './kinds.ts';
import { makeLogs } from './logs.ts';
import type { Standing } from './standing.ts';
import { kindAt } from './records.ts';
import { inner, kept, selfText, timesText } from './text.ts';

export interface Parts {
  readonly world: World;
  readonly ids: Ids;
  readonly standing: Standing;
  readonly kinds: () => readonly Kind[];
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
  const isDocumented = dialect === 'documented';
  const name = kept(({ eventName }: Kind) => inner({ event_name: eventName }));
  const facts = kept((kind: Kind) => inner(eventFacts(kind, isDocumented)));
  const reporter = kept((sensor: Sensor) => inner(reporterOf(ids, sensor, isDocumented)));
  const account = kept((sensor: Sensor) => inner(accountOf(ids, sensor)));
  const tenant = inner({ x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' });
  const logOf = makeLogs(world);

  return (row, ordinal, form, root) => {
    const { baseline, hosts, sensors } = world;
    const style = styles[dialect][form];
    const kind = kinds()[kindAt(world, row)] as Kind;
    const { code } = kind;
    const service = serviceOf(kind);
    const sensor = sensors[baseline.sensor[row] ?? 0] as Sensor;
    const source = hosts[hostAt(world, baseline.source[row] ?? 0, ordinal)] as Host;
    const destination = hosts[hostAt(world, baseline.destination[row] ?? 0, ordinal)] as Host;
    const sourcePort = portAt(baseline.sourcePort[row] ?? 0, ordinal);
    const destinationPort = portAt(baseline.destinationPort[row] ?? 0, ordinal);
    const times = standing.eventTimes(row, ordinal);
    const id = ids.event(row, ordinal);
    const parent = standing.parentOf(row);
    const isIn = standing.isAlarm(parent);
    const seen = { row, ordinal, time: times.occured, sourcePort, destinationPort, sensor };
    const line = logOf(kind, { ...seen, source: source.address, destination: destination.address });
    const self = style.links === 'none' ? '' : selfText(`${root}/events/${id}`, dialect);
    const { hasAlarm, suppressed } = style;
    return (
      `{"${style.id}":"${id}",${name(code, kind)},"suppressed":${suppressed}${standing.eventSuppressed(row, ordinal)}${suppressed},${timesText(times, style.twoR)},` +
      `"has_alarm":${hasAlarm}${isIn}${hasAlarm},"needs_enrichment":false,${ends.ofEvent('source', source, null)},${ends.ofEvent('destination', destination, service)},` +
      (hasPorts(kind) ? `"source_port":${sourcePort},"destination_port":${destinationPort},` : '') +
      (style.links === 'early' ? `${self},` : '') +
      `${facts(code, kind)},${(service === null ? reporter : account)(sensor.index, sensor)},${tenant},"in_alarms":[${isIn ? `"${ids.alarm(parent)}"` : ''}],"log":"${line}"` +
      (style.links === 'last' ? `,${self}}` : '}')
    );
  };
}

const hasPorts = ({ detail }: Kind): boolean => ['tcp', 'udp'].includes(detail.detection.transport ?? '');

/** The cloud account that a record is of. */
const accountOf = (ids: Ids, sensor: Sensor): object => ({
  sensor_uuid: ids.sensor(sensor),
  account_name: accountName(sensor.customer.shortName),
  account_id: accountId(sensor.customer.id),
  destination_userid: accountId(sensor.customer.id),
});

/** The sensor that passed a record on. */
const reporterOf = (ids: Ids, sensor: Sensor, isDocumented: boolean): object => ({
  sensor_uuid: ids.sensor(sensor),
  received_from: sensor.hostName,
  rep_device_hostname: sensor.hostName,
  rep_device_address: sensor.hostAddress,
  rep_dev_canonical: sensor.hostAddress,
  ...(isDocumented && { account_name: '', destination_userid: '' }),
});
