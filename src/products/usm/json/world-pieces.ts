/** What the records of a World are put together from: pieces that hosts, kinds, sensors and addresses have in common. */
import type { Columns } from '../../../model/columns.ts';
import type { Host, Sensor, World } from '../../../model/world.ts';
import { makeEnds } from './ends.ts';
import { makeMembers } from './generation.ts';
import { alarmFacts, eventFacts } from './facts.ts';
import { makeIds, type Ids } from '../records/usm-id.ts';
import { hostLabel } from '../records/host-names.ts';
import { makeRecordStore } from './record-store.ts';
import { accountId, accountName, type RecordKind } from '../records/kinds.ts';
import { makeLogWriters } from './logs.ts';
import type { Style } from './style.ts';
import { inner, kept, keptByRoot, piece } from './pieces.ts';

const made = new WeakMap<Columns, Map<Style, WorldPieces>>();

/** The pieces of a frozen World, made when they are first needed; all simulations with its columns share them. */
export function worldPiecesOf(base: World, style: Style): WorldPieces {
  const known = made.get(base.baseline) ?? new Map<Style, WorldPieces>();
  made.set(base.baseline, known);
  const pieces = known.get(style) ?? makeWorldPieces(base, style);
  known.set(style, pieces);
  return pieces;
}

export type WorldPieces = Readonly<ReturnType<typeof makeWorldPieces>>;

function makeWorldPieces(base: World, style: Style) {
  const { printed, isTemplatedPrinted, generation } = style;
  const [alarm, event] = [makeMembers(generation, 'alarm'), makeMembers(generation, 'event')];
  const ids = makeIds(base);
  const tenant = { x_att_tenantid: ids.tenant, x_att_tenant_subdomain: 'siem-sim' };
  return {
    base,
    ends: makeEnds(ids, alarm),
    /** From the end of an event's id to its suppression. */
    eventName: kept(({ eventName }: RecordKind) => `",${inner({ event_name: eventName })},"suppressed":`),
    eventFacts: kept((kind: RecordKind) => `${event(eventFacts(kind, printed.event))},`),
    /** From who passed an event on to the alarm that it is in. */
    fromSensor: kept(
      (sensor: Sensor) => `${event({ ...reporterOf(ids, sensor, printed.reporter), ...tenant })},"in_alarms":[`,
    ),
    /** The device that reported an event. */
    bySensor: kept((sensor: Sensor) => `${event(sensorDevice(sensor))},`),
    byAgent: kept((host: Host) => `${event(agentDevice(ids, host))},`),
    fromAccount: kept((sensor: Sensor) => `${event({ ...accountOf(ids, sensor), ...tenant })},"in_alarms":[`),
    /** Whole records. */
    records: makeRecordStore(),
    logOf: makeLogWriters(base.rowKey),
    alarmFacts: kept(
      (kind: RecordKind) => `,${alarm({ event_name: kind.eventName, ...alarmFacts(kind, printed.alarm) })}`,
    ),
    /** The end of an alarm: where it was seen. */
    alarmSensor: kept((sensor: Sensor) => {
      const id = ids.sensor(sensor);
      return `,${alarm({ alarm_sensor_sources: [id], sensor_uuid: id, ...tenant })}`;
    }),
    /** Links of a record to itself, up to its id. */
    eventSelf: keptByRoot((root) => `"_links":{"self":{"href":"${root}/events/`),
    alarmSelf: keptByRoot((root) => `,"_links":{"self":{"href":"${root}/alarms/`),
    selfEnd: piece(isTemplatedPrinted ? '","templated":false}}' : '"}}'),
    /** What an event in a list of alarms is wrapped in, up to its time. */
    eventTemplate: keptByRoot(
      (root) => `{"_links":{"self":{"href":"${root}/events/{eventId}","templated":true}},"timeStamp":`,
    ),
  };
}

/** The cloud account that a record is of. */
const accountOf = (ids: Ids, sensor: Sensor): object => ({
  sensor_uuid: ids.sensor(sensor),
  account_name: accountName(sensor.customer.shortName),
  account_id: accountId(sensor.customer.id),
  destination_userid: accountId(sensor.customer.id),
  rep_dev_canonical: sensor.hostAddress,
});

/** The sensor itself as the device that reports. */
const sensorDevice = (sensor: Sensor): object => ({
  rep_device_hostname: sensor.hostName,
  rep_device_address: sensor.hostAddress,
  rep_dev_canonical: sensor.hostAddress,
});

/** The host that an agent runs on (docs/contract/usm.md §16). */
const agentDevice = (ids: Ids, host: Host): object => ({
  rep_device_hostname: hostLabel(host),
  rep_device_address: host.address,
  rep_dev_canonical: host.customer === null ? host.address : ids.asset(host.code),
  ...(host.customer !== null && { rep_device_asset_id: ids.asset(host.code) }),
});

/** The sensor that passed a record on. */
const reporterOf = (ids: Ids, sensor: Sensor, printed: readonly string[]): object => ({
  sensor_uuid: ids.sensor(sensor),
  received_from: sensor.hostName,
  ...Object.fromEntries(printed.map((name) => [name, ''])),
});
