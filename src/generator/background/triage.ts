/** What sensors, filters and analysts made of an event until an instant: severity, flags, cases and the last change. */
import type { Nature } from '../../model/arrivals.ts';
import type { Columns } from '../../model/columns.ts';
import type { Detection } from '../../model/detection.ts';
import { markBit, markSet, type MarkSet } from '../../model/mark.ts';
import { triggerLimit } from '../../model/flow.ts';
import type { StoryEvent } from '../../model/story.ts';
import type { Case, Host } from '../../model/world.ts';
import type { Associations } from './associations.ts';
import type { Draws } from '../timeline/row-block.ts';
import type { RowCursor } from './row-cursor.ts';
import type { Habits } from './habits.ts';
import { intruderIsSource, type NetFlags } from './net-flags.ts';

const finalizedAfter = 1_800_000;
const minute = 60_000;

const ESTABLISHED = markBit('established');
const BLOCKED = markBit('blocked');
const FINALIZED = markBit('finalized');
const NOTIFIED = markBit('notified');
const FALSE_POSITIVE = markBit('falsePositive');
const IDENTIFIED_THREAT = markBit('threat');
const THREAT_CANDIDATE = markBit('threatCandidate');
const ACKNOWLEDGED = markBit('acknowledged');
const SEVERITY_ADJUSTED = markBit('severityAdjusted');
const COMMENTED = markBit('commented');
const INCOMPLETE_DETAILS = markBit('detailsIncomplete');
const HAS_DETAILS = markBit('hasDetails');
const HAS_CAPTURE = markSet(['hasPayload', 'hasCapture']).high;
const HAS_PAYLOAD = markBit('hasPayload');
const PAYLOAD_TRUNCATED = markBit('payloadTruncated');
const HAS_LOG = markSet(['hasPayload', 'hasTextPayload']).high;
const ASSOCIATED_TO_CASE_BY_FILTER = markBit('caseByFilter');
const SEVERITY_INCREASED_BY_FILTER = markBit('raisedByFilter');
const SEVERITY_REDUCED_BY_FILTER = markBit('loweredByFilter');
const INITIAL_TUNING = markBit('initialTuning');
const HANDLED_BY_ANALYST = markBit('handledByAnalyst');

/** Longest time from an event's end to the routine's assessment of it. */
export const longestRoutine = 1210 * minute;

/** What the routine knows the World by. */
export interface TriageContext {
  readonly hosts: readonly Host[];
  readonly netFlags: NetFlags;
  readonly retained: number;
  readonly associations: Associations;
  readonly habits: Habits;
}

/** Until when the routine's work is to be told. */
export interface Until {
  /** Epoch milliseconds; null tells the event as it is when it becomes known. */
  readonly at: number | null;
  /** The instant that the World shows at first: what was finalized until then does not count as a change. */
  readonly since: number;
  /** No event of this block becomes known later. */
  readonly cap: number;
  /** The cases as they are; those of the scenario when left out. */
  readonly cases?: readonly Case[];
}

/** Flags that follow from what the event is, and never change. */
function plainFlags(
  { hosts, netFlags: net, retained }: TriageContext,
  { columns, at, detail: { detection }, customer }: RowCursor,
  blocked: boolean,
): MarkSet {
  const count = columns.count[at] ?? 1;
  const source = hosts[columns.source[at] ?? 0] as Host;
  const destination = hosts[columns.destination[at] ?? 0] as Host;
  const single = source.members.length === 1 && destination.members.length === 1;
  let { low, high } = netFlagsOf(net, detection, source.code, destination.code);
  high |= HAS_DETAILS;
  const session = detection.transport === 'tcp' && detection.sessionless !== true;
  if (session) low |= ESTABLISHED;
  if (session && detection.trigger === 'initiator' && blocked) low |= BLOCKED;
  if (count > retained) low |= INCOMPLETE_DETAILS;
  if (detection.flows !== undefined) high |= keptPackets(detection, single, count);
  if (detection.log !== undefined) high |= HAS_LOG;
  if (!customer.production) high |= INITIAL_TUNING;
  return { low, high };
}

/** What the ends of an event say of it, by where they lie. */
function netFlagsOf({ kinds, low, high }: NetFlags, detection: Detection, from: number, to: number): MarkSet {
  const source = kinds[from] ?? 0;
  const destination = kinds[to] ?? 0;
  const sourceIntrudes = intruderIsSource(detection);
  const intruder = sourceIntrudes ? source : destination;
  const victim = sourceIntrudes ? destination : source;
  const ends = (low.source[source] ?? 0) | (low.destination[destination] ?? 0);
  return {
    low: ends | (low.intruder[intruder] ?? 0) | (low.victim[victim] ?? 0),
    high: (high.intruder[intruder] ?? 0) | (high.victim[victim] ?? 0),
  };
}

/** Packets are kept where both ends are single hosts; otherwise only the application's bytes, which a bare SYN does not have. */
function keptPackets({ sessionless }: Detection, single: boolean, count: number): number {
  if (!single) return sessionless === true ? 0 : HAS_PAYLOAD;
  return count > triggerLimit ? HAS_CAPTURE | PAYLOAD_TRUNCATED : HAS_CAPTURE;
}

const severityCode = { low: 0, medium: 1, high: 2, critical: 3 } as const;

/** When all of an event had come to the sensor's database; `late` is how long it was held up. */
export const settledAt = ({ timestamp, duration }: Columns, at: number, late: number): number =>
  (timestamp[at] ?? 0) + (duration[at] ?? 0) + late;

/** When a background event becomes known. */
export const knownAt = (settled: number, draws: Draws, cap: number): number =>
  Math.min(cap, settled + 2000 + ((draws[8] ?? 0) % 88_000));

/** When an analyst assesses a background event; infinite for those that nobody looks at. */
const assessedAt = ({ assesses }: Habits, settled: number, draws: Draws): number =>
  assesses(draws) ? settled + 10 * minute + (((draws[8] ?? 0) >>> 4) % (1200 * minute)) : Infinity;

export const finalizedAt = (columns: Columns, at: number, late: number): number =>
  settledAt(columns, at, late) + finalizedAfter;

/** Fills in what was made of a background event whose other columns are there. */
export function fillTriage(context: TriageContext, row: RowCursor, until: Until): void {
  const { columns, at, draws, detail, customer, late } = row;
  const { habits } = context;
  const filter = draws[7] ?? 0;
  const association = draws[9] ?? 0;
  const settled = settledAt(columns, at, late);
  const known = knownAt(settled, draws, until.cap);
  const now = until.at ?? known;
  let { low: flags, high: flagsHigh } = plainFlags(context, row, ((draws[10] ?? 0) & 15) === 0);
  let updated = known;
  if (settled + finalizedAfter <= now) {
    flags |= FINALIZED;
    if (settled + finalizedAfter > until.since) updated = settled + finalizedAfter;
  }
  const born = severityCode[detail.alarm.severity];
  if ((row.severity ?? born) >= 2 && habits.suspects(draws)) flags |= THREAT_CANDIDATE;
  const change = row.severity === null ? adjustment(born, filter) : row.severity - born;
  if (change !== 0) {
    flags |= SEVERITY_ADJUSTED;
    flagsHigh |= change > 0 ? SEVERITY_INCREASED_BY_FILTER : SEVERITY_REDUCED_BY_FILTER;
  }
  const assessed = assessedAt(habits, settled, draws);
  if (assessed <= now) {
    flags |= ACKNOWLEDGED | habits.verdict(draws);
    if (habits.comments(draws)) flags |= COMMENTED;
    if (habits.handles(draws)) flagsHigh |= HANDLED_BY_ANALYST;
    updated = Math.max(updated, assessed);
  }
  const set = context.associations.pick(customer.index, detail.code, settled, association, now, until.cases);
  if (set !== null) {
    columns.cases[at] = set.code;
    if (association >>> 30 === 0) flagsHigh |= ASSOCIATED_TO_CASE_BY_FILTER;
    if (((association >>> 24) & 7) < 5) flags |= NOTIFIED;
    updated = Math.max(updated, set.at);
  } else columns.cases[at] = 0;
  columns.severity[at] = born + change;
  columns.flagsLow[at] = flags;
  columns.flagsHigh[at] = flagsHigh;
  columns.updated[at] = updated;
}

/** By how much a filter raises or lowers a severity; 0 for most events. */
function adjustment(severity: number, filter: number): -1 | 0 | 1 {
  if ((filter >>> 8) % 25 !== 0) return 0;
  return severity === 0 || (severity < 3 && ((filter >>> 2) & 1) === 1) ? 1 : -1;
}

/** An event of a story that comes so long after its last trigger was held up; any other is processed meanwhile. */
const processing = 90_000;

/** Milliseconds that an event of a story was held up on its way; 0 for most. */
export function heldUp({ timestamp, duration, arrives }: StoryEvent): number {
  const gap = arrives - timestamp - duration;
  return gap > processing ? gap - 3000 : 0;
}

/** Gives an event of a story what it has by itself until `now`, null telling it as it is when it becomes known: the routine leaves it to the story. */
export function fillStorySide(
  context: TriageContext,
  row: RowCursor,
  event: StoryEvent,
  isCandidate: boolean,
  now: number | null,
): void {
  const { columns, at } = row;
  const { low, high } = plainFlags(context, row, event.blocked);
  const severity = severityCode[event.severity];
  const isFinal = now !== null && finalizedAt(columns, at, heldUp(event)) <= now;
  const candidate = isCandidate && severity >= 2 ? THREAT_CANDIDATE : 0;
  columns.severity[at] = severity;
  columns.flagsLow[at] = low | candidate | (isFinal ? FINALIZED : 0);
  columns.flagsHigh[at] = high;
  columns.cases[at] = 0;
  columns.updated[at] = event.arrives;
}

/** When the routine knows, assesses and associates an event; infinite where it does not. */
export function routineOf(
  { associations, habits }: TriageContext,
  { columns, at, draws, detail, customer, late }: RowCursor,
  cap: number,
): { readonly known: number; readonly assessed: number; readonly associated: readonly number[] } {
  const settled = settledAt(columns, at, late);
  return {
    known: knownAt(settled, draws, cap),
    assessed: assessedAt(habits, settled, draws),
    associated: associations.times(customer.index, detail.code, settled, draws[9] ?? 0),
  };
}

/** What an event of the background truly is: the routine is never wrong, and says nothing of most. */
export function natureIn({ verdict }: Habits, draws: Draws): Nature {
  const flags = verdict(draws);
  if ((flags & IDENTIFIED_THREAT) !== 0) return 'malicious';
  return (flags & FALSE_POSITIVE) === 0 ? 'benign' : 'falsePositive';
}

export { FINALIZED };
