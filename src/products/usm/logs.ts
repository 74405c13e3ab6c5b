/** Raw lines, as the data source wrote them, for the `log` of an event; they say the same as its fields. */
import { isoUtc } from '../../kernel/clock.ts';
import { counterStream } from '../../kernel/random.ts';
import { originOf } from '../../model/origin.ts';
import { submittedAt } from '../../model/submitted.ts';
import type { Sensor, World } from '../../model/world.ts';
import type { Kind } from './kinds.ts';

/** One event, as its log line sees it. */
export interface Seen {
  readonly row: number;
  readonly ordinal: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly sensor: Sensor;
}

/** Writes the line of an event as the inside of a JSON string, escaped already. */
export type LogWriter = (seen: Seen) => string;

const severityNumber = { low: 3, medium: 2, high: 1, critical: 1 } as const;
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Writes the line of an event of a kind; what all events of a kind share is escaped once. */
export function makeLogs(world: World): (kind: Kind, seen: Seen) => string {
  const writers = new WeakMap<Kind, LogWriter>();
  return (kind, seen) => {
    const payload = submittedAt(world, seen.row)?.payload;
    if (payload?.type === 'string') return escaped(payload.payload);
    const known = writers.get(kind) ?? makeLog(kind, world);
    writers.set(kind, known);
    return known(seen);
  };
}

function makeLog(kind: Kind, world: World): LogWriter {
  const [one, other] = world.rowKey;
  if (kind.source === 'nids') return eveLine(kind);
  if (kind.source === 'firewall') return sonicWallLine(kind);
  const { alarm, variant, detection } = kind.detail;
  const { log, trigger } = detection;
  // Of a submitted event nothing is known but its properties.
  if (log === undefined) return ({ time }) => escaped(JSON.stringify({ time: isoUtc(time), ...variant.properties }));
  return ({ row, ordinal, time, ...ends }) => {
    const source = { address: ends.source, port: ends.sourcePort };
    const destination = { address: ends.destination, port: ends.destinationPort };
    const [initiator, responder] = trigger === 'initiator' ? [source, destination] : [destination, source];
    const chance = counterStream([one, other ^ ordinal], originOf(world, row));
    const rest = { established: true, blocked: false, vlan: null, triggers: [time], chance };
    return escaped(log({ alarm, variant, initiator, responder, ...rest }));
  };
}

/** One line of Suricata's EVE output. */
function eveLine({ detail }: Kind): LogWriter {
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
  const tail = escaped(`,${JSON.stringify(rest).slice(1)}`);
  return ({ time, source, sourcePort, destination, destinationPort, sensor }) =>
    `{\\"timestamp\\":\\"${isoUtc(time).replace('Z', '000+0000')}\\",\\"host\\":\\"${sensor.hostName}\\",\\"event_type\\":\\"alert\\",` +
    `\\"src_ip\\":\\"${source}\\",\\"src_port\\":${sourcePort},\\"dest_ip\\":\\"${destination}\\",\\"dest_port\\":${destinationPort}${tail}`;
}

/** One syslog message of a SonicWall that dropped the packet. */
function sonicWallLine({ detail, eventName }: Kind): LogWriter {
  const { alarm, detection } = detail;
  const message = escaped(
    `pri=1 c=32 m=609 msg="${eventName}" sid=${alarm.sid} ipspri=${severityNumber[alarm.severity]}`,
  );
  return ({ time, source, sourcePort, destination, destinationPort, sensor }) =>
    `id=firewall sn=${sensor.hostName} time=\\"${isoUtc(time).slice(0, 19).replace('T', ' ')} UTC\\" fw=${sensor.hostAddress} ${message} ` +
    `src=${source}:${sourcePort}:X1 dst=${destination}:${destinationPort}:X0 proto=${detection.transport ?? 'ip'} fw_action=\\"drop\\"`;
}
