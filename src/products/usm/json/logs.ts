/** Raw lines, as the data source wrote them, for the `log` of an event; they say the same as its fields. */
import { ephemeralPort, hostAt } from '../../../corpus/raw-view.ts';
import { put, putInstant, putNumber, putText, type Sheet } from '../../../kernel/bytes.ts';
import { isoUtc } from '../../../kernel/clock.ts';
import { counterStream, type Key } from '../../../kernel/random.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { Host, Sensor, World } from '../../../model/world.ts';
import type { RecordKind } from '../records/kinds.ts';
import { hostNameOf } from '../records/host-names.ts';
import { kept, piece } from './pieces.ts';

/** One event, as its log line sees it. */
interface LoggedEvent {
  /** Origin of the row, and which of its triggers it is. */
  readonly origin: number;
  readonly ordinal: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly source: Host;
  readonly sourcePort: number;
  readonly destination: Host;
  readonly destinationPort: number;
  readonly sensor: Sensor;
}

/** Writes the line of an event as the inside of a JSON string, escaped already. */
export type LogWriter = (sheet: Sheet, seen: LoggedEvent) => void;

const severityNumber = { low: 3, medium: 2, high: 1, critical: 1 } as const;
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Writers by kind, made once for all simulations of a World; what all events of a kind share is escaped once. */
export function makeLogWriters(rowKey: Key): (kind: RecordKind) => LogWriter {
  const writers = new WeakMap<RecordKind, LogWriter>();
  const pieces = { address: kept(({ address }: Host) => address), sensor: kept(eveSensor) };
  return (kind) => {
    const known = writers.get(kind) ?? makeLog(kind, rowKey, pieces);
    writers.set(kind, known);
    return known;
  };
}

/** Writes the line of trigger `ordinal` of the aggregate `row`, which happened at `time`. */
export function makeLogs(world: World, writerOf: (kind: RecordKind) => LogWriter) {
  return (sheet: Sheet, kind: RecordKind, sensor: Sensor, row: number, ordinal: number, time: number): void => {
    const payload = submittedAt(world, row)?.payload;
    if (payload?.type === 'string') return putText(sheet, escaped(payload.payload));
    const { hosts, baseline } = world;
    return writerOf(kind)(sheet, {
      origin: eventNumberOf(world, row),
      ordinal,
      time,
      source: hosts[hostAt(world, baseline.source[row] ?? 0, ordinal)] as Host,
      sourcePort: ephemeralPort(baseline.sourcePort[row] ?? 0, ordinal),
      destination: hosts[hostAt(world, baseline.destination[row] ?? 0, ordinal)] as Host,
      destinationPort: ephemeralPort(baseline.destinationPort[row] ?? 0, ordinal),
      sensor,
    });
  };
}

interface Pieces {
  readonly address: (code: number, host: Host) => Uint8Array;
  readonly sensor: (index: number, sensor: Sensor) => Uint8Array;
}

function makeLog(kind: RecordKind, [one, other]: Key, pieces: Pieces): LogWriter {
  if (kind.source === 'nids') return eveLine(kind, pieces);
  if (kind.source === 'firewall') return sonicWallLine(kind);
  const { alarm, variant, detection } = kind.detail;
  const { log, trigger } = detection;
  if (kind.source === 'windows') return agentLine(kind);
  // Of a submitted event nothing is known but its properties.
  if (log === undefined)
    return (sheet, { time }) => putText(sheet, escaped(JSON.stringify({ time: isoUtc(time), ...variant.properties })));
  return (sheet, { origin, ordinal, time, ...ends }) => {
    const source = { address: ends.source.address, port: ends.sourcePort };
    const destination = { address: ends.destination.address, port: ends.destinationPort };
    const [initiator, responder] = trigger === 'initiator' ? [source, destination] : [destination, source];
    const chance = counterStream([one, other ^ ordinal], origin);
    const rest = { established: true, blocked: false, vlan: null, triggers: [time], chance };
    putText(sheet, escaped(log({ alarm, variant, initiator, responder, ...rest })));
  };
}

const eveSensor = ({ hostName }: Sensor): string =>
  `000+0000\\",\\"host\\": \\"${hostName}\\",\\"event_type\\": \\"alert\\",\\"src_ip\\": \\"`;
const [beforeTime, beforeSourcePort] = [piece('{\\"timestamp\\": \\"'), piece('\\",\\"src_port\\": ')];
const [beforeDestination, beforeDestinationPort] = [piece(',\\"dest_ip\\": \\"'), piece('\\",\\"dest_port\\": ')];

/** JSON in one line, with a blank after each colon, as clients look for it (docs/contract/usm.md §16). */
const spaced = (value: object): string => JSON.stringify(value, null, 1).replaceAll(/\n */g, '');

/** One line of Suricata's EVE output. */
function eveLine({ detail }: RecordKind, pieces: Pieces): LogWriter {
  const { alarm, category, detection, variant } = detail;
  const { properties, domain, uri } = variant;
  const http = {
    hostname: domain,
    url: uri,
    http_user_agent: properties['http.user_agent']?.[0],
    http_method: properties['http.method']?.[0],
    protocol: properties['http.protocol']?.[0],
    status: Number(properties['http.status']?.[0]),
  };
  const rest = {
    proto: detection.transport?.toUpperCase(),
    alert: {
      action: 'allowed',
      gid: alarm.gid,
      signature_id: alarm.sid,
      rev: 1,
      signature: alarm.name,
      category: category.name,
      severity: severityNumber[alarm.severity],
    },
    ...(properties['http.method'] !== undefined && { http }),
    ...(properties['dns.type'] !== undefined && { dns: { rrname: domain, rrtype: properties['dns.type'][0] } }),
    ...(properties['tls.sni'] !== undefined && { tls: { sni: domain, version: properties['tls.version']?.[0] } }),
  };
  const tail = piece(escaped(`,${spaced(rest).slice(1)}`));
  return (sheet, { time, source, sourcePort, destination, destinationPort, sensor }) => {
    put(sheet, beforeTime);
    putInstant(sheet, time);
    put(sheet, pieces.sensor(sensor.index, sensor));
    put(sheet, pieces.address(source.code, source));
    put(sheet, beforeSourcePort);
    putNumber(sheet, sourcePort);
    put(sheet, beforeDestination);
    put(sheet, pieces.address(destination.code, destination));
    put(sheet, beforeDestinationPort);
    putNumber(sheet, destinationPort);
    put(sheet, tail);
  };
}

/**
 * One line of JSON of the agent, without blanks; its time is in whole seconds (docs/contract/usm.md §16).
 * Values of providers are the public ones of Windows; the parameters are assumed to be what the event tells besides.
 */
function agentLine({ detail }: RecordKind): LogWriter {
  const { properties } = detail.variant;
  const { 'event.code': codes = [], ...told } = properties;
  const eventid = codes[0] ?? '0';
  const parameters = Object.entries(told).map(([, values], place) => [`param${place + 1}`, values.join(', ')]);
  const provider = Number(eventid) < 1000 ? sysmon : security;
  const rest = { eventid, keywords: provider.keywords, level: '0', ...provider.names, task: provider.task };
  const tail = escaped(JSON.stringify(Object.fromEntries(parameters)).slice(1));
  const between = escaped(JSON.stringify(rest).slice(1, -1));
  return (sheet, { time, source }) => {
    const host = escaped(JSON.stringify(hostNameOf(source) ?? source.address));
    const head = `{\\"hostIdentifier\\":${host},\\"address\\":\\"${source.address}\\",\\"datetime\\":\\"${isoUtc(time)}\\",${between}`;
    putText(sheet, `${head},\\"time\\":${Math.floor(time / 1000)}${parameters.length > 0 ? ',' : ''}${tail}`);
  };
}

const security = {
  keywords: '0x8020000000000000',
  names: {
    provider_guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    source: 'Security',
  },
  task: '12544',
};
const sysmon = {
  keywords: '0x8000000000000000',
  names: {
    provider_guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
    provider_name: 'Microsoft-Windows-Sysmon',
    source: 'Microsoft-Windows-Sysmon/Operational',
  },
  task: '1',
};

/** One syslog message of a SonicWall that dropped the packet. */
function sonicWallLine({ detail, eventName }: RecordKind): LogWriter {
  const { alarm, detection } = detail;
  const message = escaped(
    `pri=1 c=32 m=609 msg="${eventName}" sid=${alarm.sid} ipspri=${severityNumber[alarm.severity]}`,
  );
  const proto = detection.transport ?? 'ip';
  return (sheet, { time, source, sourcePort, destination, destinationPort, sensor }) =>
    putText(
      sheet,
      `id=firewall sn=${sensor.hostName} time=\\"${isoUtc(time).slice(0, 19).replace('T', ' ')} UTC\\" fw=${sensor.hostAddress} ${message} ` +
        `src=${source.address}:${sourcePort}:X1 dst=${destination.address}:${destinationPort}:X0 proto=${proto} fw_action=\\"drop\\"`,
    );
}
