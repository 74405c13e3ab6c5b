/** Background events: each row is a pure function of (seed, stream, row number), written straight into columns. */
import { threefry, type Key } from '../kernel/random.ts';
import type { Columns } from '../model/columns.ts';
import type { Customer, Detail, Host, Sensor } from '../model/world.ts';
import type { Detection } from '../model/detection.ts';
import { flagBit, flagSet } from '../model/flag.ts';
import { triggerLimit } from '../model/flow.ts';
import type { Associations } from './associations.ts';
import type { CustomerPools, Hosts, Pool } from './hosts.ts';
import { intruderIsSource, type NetFlags } from './net-flags.ts';
import { makeWheel } from './wheel.ts';

/** All that a row draws from; made once, then only read. */
export interface Plan {
  readonly key: Key;
  readonly rows: number;
  readonly now: number;
  readonly retained: number;
  readonly timeAt: (share: number) => number;
  readonly sensors: readonly Sensor[];
  readonly details: readonly Detail[];
  readonly hosts: Hosts;
  readonly sensorWheel: Uint16Array;
  readonly detailWheel: Uint16Array;
  /** Per detail, four hosts of each family that its outbound connections go to. */
  readonly peers: { readonly v4: Uint16Array; readonly v6: Uint16Array };
  readonly associations: Associations;
  readonly netFlags: NetFlags;
}

const aggregationWindow = 3_600_000;
const finalizedAfter = 1_800_000;
const minute = 60_000;

const ESTABLISHED = flagBit('ESTABLISHED');
const BLOCKED = flagBit('BLOCKED');
const FINALIZED = flagBit('FINALIZED');
const NOTIFIED = flagBit('NOTIFIED');
const FOLLOWUP = flagBit('FOLLOWUP');
const FALSE_POSITIVE = flagBit('FALSE_POSITIVE');
const NOT_A_THREAT = flagBit('NOT_A_THREAT');
const TUNING_CANDIDATE = flagBit('TUNING_CANDIDATE');
const IDENTIFIED_THREAT = flagBit('IDENTIFIED_THREAT');
const THREAT_CANDIDATE = flagBit('THREAT_CANDIDATE');
const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const SEVERITY_ADJUSTED = flagBit('SEVERITY_ADJUSTED');
const COMMENTED = flagBit('COMMENTED');
const INCOMPLETE_DETAILS = flagBit('INCOMPLETE_DETAILS');
const HAS_DETAILS = flagBit('HAS_DETAILS');
const HAS_CAPTURE = flagSet(['HAS_PAYLOAD', 'HAS_PCAP']).high;
const HAS_PAYLOAD = flagBit('HAS_PAYLOAD');
const PAYLOAD_TRUNCATED = flagBit('PAYLOAD_TRUNCATED');
const HAS_LOG = flagSet(['HAS_PAYLOAD', 'HAS_STRING_PAYLOAD']).high;
const ASSOCIATED_TO_CASE_BY_FILTER = flagBit('ASSOCIATED_TO_CASE_BY_FILTER');
const SEVERITY_INCREASED_BY_FILTER = flagBit('SEVERITY_INCREASED_BY_FILTER');
const SEVERITY_REDUCED_BY_FILTER = flagBit('SEVERITY_REDUCED_BY_FILTER');
const INITIAL_TUNING = flagBit('INITIAL_TUNING');
const HANDLED_BY_ANALYST = flagBit('HANDLED_BY_ANALYST');

/** What counts look like: mostly single events, a heavy tail. Shares of 1024; made up, in the usual shape of aggregation counts. */
const countClasses = [
  { share: 370, from: 1, to: 1 },
  { share: 310, from: 2, to: 5 },
  { share: 220, from: 6, to: 25 },
  { share: 95, from: 26, to: 150 },
  { share: 26, from: 151, to: 1500 },
  { share: 3, from: 1501, to: 10_000 },
] as const;
const countWheel = makeWheel(
  countClasses.map((entry) => entry.share),
  1024,
);
/** Usual distance between two triggers, milliseconds. */
const gaps = [250, 1000, 1000, 5000, 15_000, 30_000, 60_000, 300_000] as const;

const words = new Uint32Array(12);

/** Fills rows `from` … `to`-1 of the plan into the columns from index `at` on. */
export function fillBackground(plan: Plan, columns: Columns, from: number, to: number, at = from): void {
  for (let row = from; row < to; row++) fillRow(plan, columns, row, at + row - from);
}

function fillRow(plan: Plan, columns: Columns, row: number, at: number): void {
  for (let pair = 0; pair < 6; pair++) threefry(plan.key, row, pair, words, pair * 2);
  // Indexed reads: destructuring a typed array goes through its iterator, which costs more than all the draws.
  const where = words[1] ?? 0;
  const what = words[2] ?? 0;
  const timestamp = plan.timeAt((row + (words[0] ?? 0) / 0x1_0000_0000) / plan.rows);
  const sensor = plan.sensors[plan.sensorWheel[where & 0xfff] ?? 0] as Sensor;
  const code = plan.detailWheel[what & 0xffff] ?? 0;
  const detail = plan.details[code] as Detail;
  columns.timestamp[at] = timestamp;
  columns.sensor[at] = sensor.index;
  columns.detail[at] = code;
  const count = fillExtent(plan, columns, at, timestamp, words[5] ?? 0, what >>> 16);
  fillEnds(plan, columns, at, detail, sensor.customer, where >>> 12, count);
  fillStanding(plan, columns, at, detail, sensor.customer, count);
}

/** How many triggers, over how long; an event that is still being aggregated ends by now. Returns the count. */
function fillExtent(plan: Plan, columns: Columns, at: number, timestamp: number, size: number, spread: number): number {
  const chosen = countClasses[countWheel[size & 1023] ?? 0] ?? countClasses[0];
  const wanted = chosen.from + Math.floor(((size >>> 10) / 0x40_0000) * (chosen.to - chosen.from + 1));
  const room = Math.min(aggregationWindow, plan.now - timestamp);
  const gap = Math.max(
    20,
    Math.min(gaps[spread & 7] ?? 1000, wanted === 1 ? 20 : Math.floor(aggregationWindow / wanted)),
  );
  const count = Math.max(1, Math.min(wanted, 1 + Math.floor(room / gap)));
  columns.count[at] = count;
  columns.duration[at] = (count - 1) * gap;
  return count;
}

/** Who talked to whom; the event's source is the end that sent the packet which the rule matched. */
function fillEnds(
  plan: Plan,
  columns: Columns,
  at: number,
  detail: Detail,
  customer: Customer,
  family: number,
  count: number,
): void {
  const who = words[3] ?? 0;
  const ends = words[4] ?? 0;
  const { detection } = detail;
  const inside = plan.hosts.inside[customer.index];
  if (inside === undefined) throw new Error(`no hosts for ${customer.shortName}`);
  const isV6 = inside.v6 !== null && family % 100 < 7;
  const own: CustomerPools = isV6 && inside.v6 !== null ? inside.v6 : inside.v4;
  const outside: Pool = isV6 ? plan.hosts.outside.v6 : plan.hosts.outside.v4;
  const one = who & 0xfff;
  const two = (who >>> 12) & 0xfff;
  let initiator: number;
  let responder: number;
  if (detection.direction === 'inbound') {
    initiator = outside[one] ?? 0;
    responder = own.exposed[two] ?? 0;
  } else if (detection.direction === 'outbound') {
    initiator = own.clients[one] ?? 0;
    responder = (isV6 ? plan.peers.v6 : plan.peers.v4)[detail.code * 4 + (two & 3)] ?? 0;
  } else {
    initiator = own.clients[one] ?? 0;
    responder = own.servers[two] ?? 0;
    if (initiator === responder) responder = own.servers[(two + 2048) & 0xfff] ?? 0;
  }
  // One aggregate in 64 that has room for it was aggregated over a network instead of a host.
  const wide = count > 3 && who >>> 26 === 0;
  if (wide && (plan.hosts.widened[initiator] ?? 0) > 0) initiator = plan.hosts.widened[initiator] ?? initiator;
  else if (wide && (plan.hosts.widened[responder] ?? 0) > 0) responder = plan.hosts.widened[responder] ?? responder;
  const hasPorts = detection.transport === 'tcp' || detection.transport === 'udp';
  const ephemeral = hasPorts ? 32_768 + (ends % 28_232) : 0;
  const service = hasPorts ? detail.variant.port : 0;
  const forward = detection.trigger === 'initiator';
  columns.source[at] = forward ? initiator : responder;
  columns.destination[at] = forward ? responder : initiator;
  columns.sourcePort[at] = forward ? ephemeral : service;
  columns.destinationPort[at] = forward ? service : ephemeral;
}

/** Severity, flags, cases and the last change: what sensors, filters and analysts made of it until now. */
function fillStanding(
  plan: Plan,
  columns: Columns,
  at: number,
  detail: Detail,
  customer: Customer,
  count: number,
): void {
  const { detection } = detail;
  const verdict = words[6] ?? 0;
  const filter = words[7] ?? 0;
  const delays = words[8] ?? 0;
  const association = words[9] ?? 0;
  const end = (columns.timestamp[at] ?? 0) + (columns.duration[at] ?? 0);
  const source = plan.hosts.all[columns.source[at] ?? 0] as Host;
  const destination = plan.hosts.all[columns.destination[at] ?? 0] as Host;
  const single = source.members.length === 1 && destination.members.length === 1;
  const sourceIntrudes = intruderIsSource(detection);
  const intruder = sourceIntrudes ? source : destination;
  const victim = sourceIntrudes ? destination : source;
  const net = plan.netFlags;
  let flags = (net.low.source[source.code] ?? 0) | (net.low.destination[destination.code] ?? 0);
  flags |= (net.low.intruder[intruder.code] ?? 0) | (net.low.victim[victim.code] ?? 0);
  let flagsHigh = (net.high.intruder[intruder.code] ?? 0) | (net.high.victim[victim.code] ?? 0) | HAS_DETAILS;
  const session = detection.transport === 'tcp' && detection.sessionless !== true;
  if (session) flags |= ESTABLISHED;
  if (session && detection.trigger === 'initiator' && ((words[10] ?? 0) & 15) === 0) flags |= BLOCKED;
  if (count > plan.retained) flags |= INCOMPLETE_DETAILS;
  if (detection.flows !== undefined) flagsHigh |= keptPackets(detection, single, count);
  if (detection.log !== undefined) flagsHigh |= HAS_LOG;
  if (!customer.production) flagsHigh |= INITIAL_TUNING;
  if (end + finalizedAfter <= plan.now) flags |= FINALIZED;
  let severity = severityCode[detail.alarm.severity];
  if (severity >= 2 && (filter & 3) === 0) flags |= THREAT_CANDIDATE;
  if ((filter >>> 8) % 25 === 0) {
    const up = severity === 0 || (severity < 3 && ((filter >>> 2) & 1) === 1);
    severity += up ? 1 : -1;
    flags |= SEVERITY_ADJUSTED;
    flagsHigh |= up ? SEVERITY_INCREASED_BY_FILTER : SEVERITY_REDUCED_BY_FILTER;
  }
  let updated = Math.min(plan.now, end + 2000 + (delays % 88_000));
  const assessedAt = end + 10 * minute + ((delays >>> 4) % (1200 * minute));
  if (verdict % 100 < 55 && assessedAt <= plan.now) {
    flags |= ACKNOWLEDGED | verdictFlags((verdict >>> 8) % 100);
    if ((verdict >>> 16) % 10 < 7) flagsHigh |= HANDLED_BY_ANALYST;
    if ((verdict >>> 20) % 10 < 3) flags |= COMMENTED;
    updated = assessedAt;
  }
  const set = plan.associations.pick(customer.index, detail.code, end, association);
  if (set !== null) {
    columns.cases[at] = set.code;
    if (association >>> 30 === 0) flagsHigh |= ASSOCIATED_TO_CASE_BY_FILTER;
    if (((association >>> 24) & 7) < 5) flags |= NOTIFIED;
    updated = Math.max(updated, set.at);
  } else columns.cases[at] = 0;
  columns.severity[at] = severity;
  columns.flagsLow[at] = flags;
  columns.flagsHigh[at] = flagsHigh;
  columns.updated[at] = updated;
}

/** Packets are kept where both ends are single hosts; otherwise only the application's bytes, which a bare SYN does not have. */
function keptPackets({ sessionless }: Detection, single: boolean, count: number): number {
  if (!single) return sessionless === true ? 0 : HAS_PAYLOAD;
  return count > triggerLimit ? HAS_CAPTURE | PAYLOAD_TRUNCATED : HAS_CAPTURE;
}

const severityCode = { low: 0, medium: 1, high: 2, critical: 3 } as const;

function verdictFlags(percent: number): number {
  if (percent < 40) return NOT_A_THREAT;
  if (percent < 54) return FALSE_POSITIVE | (percent < 48 ? TUNING_CANDIDATE : 0);
  if (percent < 62) return IDENTIFIED_THREAT;
  return percent < 68 ? FOLLOWUP : 0;
}
