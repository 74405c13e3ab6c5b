/** Compares what an engine raised with what a capture claims; every difference is one sentence. */
import { canonical, type Claim, type GateEnds } from './case.ts';
import type { EveRecord } from './suricata.ts';

interface Alert extends GateEnds {
  readonly signature: string;
  /** Epoch microseconds. */
  readonly time: number;
}

/** An IDS waits for the acknowledgement and sees the next packet of that direction: data + round trip + thinking time. */
export const patience = 250_000;

/** Differences between alerts; inline alerts stand exactly at the trigger, others at most `patience` microseconds later. */
export function alertFaults(claim: Claim, records: readonly EveRecord[], inline: boolean): readonly string[] {
  const alerts = alertsOf(records);
  const faults: string[] = [];
  for (const one of alerts)
    if (one.signature !== claim.signature && !claim.engineEvents.includes(one.signature))
      faults.push(`raised ${one.signature}, which it does not claim`);
  for (const record of records)
    if (record['event_type'] === 'anomaly' && claim.engineEvents.length === 0)
      faults.push(`is an anomaly: ${text(record, 'anomaly', 'event')}`);
  const raised = alerts.filter((one) => one.signature === claim.signature).toSorted((one, two) => one.time - two.time);
  if (raised.length !== claim.times.length)
    faults.push(`raised ${claim.signature} ${raised.length} times instead of ${claim.times.length}`);
  raised.forEach((one, index) =>
    faults.push(...endFaults(claim, one, index), ...timeFaults(claim, one, index, inline)),
  );
  return [...new Set(faults)];
}

function endFaults({ ends, initiator }: Claim, one: Alert, index: number): readonly string[] {
  const free = index === 0 ? null : initiator;
  const print = (of: typeof ends): string =>
    `${of.source} ${free === 'source' ? '*' : of.sourcePort} > ${of.destination} ${free === 'destination' ? '*' : of.destinationPort}`;
  return print(one) === print(ends) ? [] : [`alert ${index + 1} is between ${print(one)}, not ${print(ends)}`];
}

function timeFaults({ times }: Claim, one: Alert, index: number, inline: boolean): readonly string[] {
  const late = one.time - (times[index] ?? one.time);
  if (late === 0 || (!inline && late > 0 && late <= patience)) return [];
  return [`alert ${index + 1} stands ${late} microseconds from its trigger`];
}

export const alertsOf = (records: readonly EveRecord[]): readonly Alert[] =>
  records.filter((record) => record['event_type'] === 'alert').map(alertOf);

function alertOf(record: EveRecord): Alert {
  const hasPorts = record['src_port'] !== undefined;
  return {
    signature: `${text(record, 'alert', 'gid')}:${text(record, 'alert', 'signature_id')}`,
    time: microseconds(text(record, 'timestamp')),
    source: canonical(text(record, 'src_ip')),
    sourcePort: hasPorts ? Number(record['src_port']) : 0,
    destination: canonical(text(record, 'dest_ip')),
    destinationPort: hasPorts ? Number(record['dest_port']) : 0,
  };
}

/** `2026-11-21T21:48:00.123456+0000`, as written with TZ=UTC, to epoch microseconds. */
function microseconds(stamp: string): number {
  const [seconds = '', fraction = ''] = stamp.split('.');
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction.slice(0, 6));
}

/** A property of the event, and where EVE shows the same thing. */
interface Field {
  readonly property: string;
  readonly type: string;
  readonly path: readonly string[];
  /** Known only when the other side has answered, which it does not in a blocked conversation. */
  readonly answer?: true;
}

const fields: readonly Field[] = [
  { property: 'http.method', type: 'http', path: ['http', 'http_method'] },
  { property: 'http.user_agent', type: 'http', path: ['http', 'http_user_agent'] },
  { property: 'http.protocol', type: 'http', path: ['http', 'protocol'] },
  { property: 'http.status', type: 'http', path: ['http', 'status'], answer: true },
  { property: 'dns.query', type: 'dns', path: ['dns', 'rrname'] },
  { property: 'dns.type', type: 'dns', path: ['dns', 'rrtype'] },
  { property: 'dns.rdata', type: 'dns', path: ['dns', 'answers', '*', 'rdata'], answer: true },
  { property: 'tls.sni', type: 'tls', path: ['tls', 'sni'], answer: true },
  { property: 'tls.version', type: 'tls', path: ['tls', 'version'], answer: true },
  { property: 'tls.subject', type: 'tls', path: ['tls', 'subject'] },
  { property: 'ssh.client.software', type: 'ssh', path: ['ssh', 'client', 'software_version'] },
  { property: 'file.sha256', type: 'fileinfo', path: ['fileinfo', 'sha256'] },
  { property: 'email.from', type: 'smtp', path: ['email', 'from'] },
  { property: 'email.to', type: 'smtp', path: ['email', 'to', '*'] },
  { property: 'email.subject', type: 'smtp', path: ['email', 'subject'] },
];

/** Differences between the event's properties and what the engine parsed out of the packets. */
export function factFaults(claim: Claim, records: readonly EveRecord[]): readonly string[] {
  const faults: string[] = [];
  const expect = (name: string, type: string, path: readonly string[], wanted: readonly string[]): void => {
    const seen = new Set(records.filter((one) => one['event_type'] === type).flatMap((one) => valuesAt(one, path)));
    const got = [...seen].map(bare).toSorted();
    const want = [...new Set(wanted)].toSorted();
    if (JSON.stringify(got) !== JSON.stringify(want))
      faults.push(`${name} is ${got.join(', ')} on the wire, not ${want.join(', ')}`);
  };
  for (const { property, type, path, answer } of fields) {
    const wanted = claim.properties[property];
    if (wanted === undefined || (claim.blocked && answer === true)) continue;
    expect(property, type, path, wanted);
  }
  if (claim.properties['http.method'] !== undefined) {
    if (claim.domain !== null) expect('domain', 'http', ['http', 'hostname'], [claim.domain]);
    if (claim.uri !== null) expect('uri', 'http', ['http', 'url'], [claim.uri]);
  }
  return faults;
}

/** EVE writes mail addresses between angle brackets and TLS versions without a blank. */
const bare = (value: string): string => value.replace(/^<(.*)>$/, '$1').replace(/^TLSv?(\d\.\d|1)$/, 'TLS $1');

function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly string[] {
  if (key === undefined) return value === undefined || value === null ? [] : [String(value)];
  if (key === '*') return Array.isArray(value) ? value.flatMap((one) => valuesAt(one, rest)) : [];
  return typeof value === 'object' && value !== null ? valuesAt(Reflect.get(value, key), rest) : [];
}

const text = (record: EveRecord, ...path: readonly string[]): string => valuesAt(record, path)[0] ?? '';
