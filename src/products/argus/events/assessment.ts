/** Assessment: what analysts say of an event, in the terms that both API versions share. Source: docs/contract/argus.md §6.7, §7.6, seed 001. */
import { flagBit, flagSet, furtherFlags, hasBit, type AnyFlag } from '../common/flag.ts';
import { severities, type Severity } from '../../../model/detection.ts';
import { withRows } from '../../../model/late-columns.ts';
import type { Case, Customer, Sensor, World } from '../../../model/world.ts';
import type { Addition } from '../../../model/addition.ts';
import type { Change } from '../../../model/change.ts';
import type { MarkSet } from '../../../model/mark.ts';
import { mostCodes } from '../../../state/dictionaries.ts';
import type { Overlay } from '../../../state/overlay.ts';
import { isUnpublished } from './publication.ts';
import type { Properties } from './properties.ts';

/** Plain data: it lies in the log as it is. Case ids are checked before, when the caller is known. */
export type Assessment = {
  readonly enable: readonly AnyFlag[];
  readonly disable: readonly AnyFlag[];
  readonly severity: Severity | null;
  readonly comment: string | null;
  readonly handledByAnalyst: boolean;
  readonly associate: readonly number[];
  readonly disassociate: readonly number[];
  readonly slaViolation: boolean;
  /** v1 only: the comment, or the verdict, goes to the raw events as well. */
  readonly recursiveAnnotation: boolean;
  readonly recursiveResult: boolean;
  /** v2 only: an event whose publication lies in the future is published now. */
  readonly publish?: boolean;
  /** v2 only: properties that the event gets, by their whole keys. */
  readonly properties?: Properties;
};

const HANDLED = flagBit('HANDLED_BY_ANALYST');
const REASSESSED = flagBit('REASSESSED');
const SLA_VIOLATION = flagBit('SLA_VIOLATION');
const BY_FILTER = flagBit('ASSOCIATED_TO_CASE_BY_FILTER');
const COMMENTED = flagBit('COMMENTED');
const NOTIFIED = flagBit('NOTIFIED');
const NOTIFIED_UNPUBLISHED = flagBit('NOTIFIED_UNPUBLISHED');
const SNAPSHOT = flagBit('SNAPSHOT');
export const SEVERITY_ADJUSTED = flagBit('SEVERITY_ADJUSTED');
export const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
export const PARTIALLY_ACKNOWLEDGED = flagBit('PARTIALLY_ACKNOWLEDGED');

/** How long an event of a severity may wait for its case before that violates the service level; made up. */
const serviceLevel: readonly number[] = [24 * 3_600_000, 8 * 3_600_000, 2 * 3_600_000, 1_800_000];

/** An assessment with what would otherwise be worked out anew for each of its events. */
export interface AssessmentVerdict extends Assessment {
  readonly set: MarkSet;
  readonly clear: MarkSet;
  /** Flags without a bit. */
  readonly mark: readonly string[];
  readonly unmark: readonly string[];
  /** Index into `severities`; null keeps the event's own. */
  readonly severityCode: number | null;
  readonly touchesCases: boolean;
  /** Whether it gives events anything that no column holds. */
  readonly gives: boolean;
  /** Codes of sets of cases to those of the sets after; kept as they are found. */
  readonly setsAfter: Map<number, number>;
  /** What additions become; kept as they are found, so that equal events share one. */
  readonly additionsAfter: Map<Addition, Addition>;
}

const none: Properties = {};

/** Member by member: a spread of so many takes longer than all else that an assessment comes to. */
export function assessmentVerdict(assessment: Assessment): AssessmentVerdict {
  const { enable, disable, severity, associate, disassociate, publish = false, properties = none } = assessment;
  return {
    enable,
    disable,
    severity,
    comment: assessment.comment,
    handledByAnalyst: assessment.handledByAnalyst,
    associate,
    disassociate,
    slaViolation: assessment.slaViolation,
    recursiveAnnotation: assessment.recursiveAnnotation,
    recursiveResult: assessment.recursiveResult,
    publish,
    properties,
    touchesCases: touchesCases(assessment),
    gives:
      publish ||
      Object.keys(properties).length > 0 ||
      enable.some((flag) => !hasBit(flag)) ||
      disable.some((flag) => !hasBit(flag)),
    setsAfter: new Map(),
    additionsAfter: new Map(),
    set: flagSet(enable.filter(hasBit)),
    clear: flagSet(disable.filter(hasBit)),
    mark: enable.filter((flag) => !hasBit(flag)),
    unmark: disable.filter((flag) => !hasBit(flag)),
    severityCode: severity === null ? null : severities.indexOf(severity),
  };
}

const touchesCases = ({ associate, disassociate }: Assessment): boolean => associate.length + disassociate.length > 0;

/** Says why an event cannot be assessed so; null when it can. */
export function refuserOf(
  world: World,
  assessment: Assessment,
): (row: number, ordinal: number | null) => string | null {
  const cases = casesWith(world, assessment.associate);
  const foreign = new Map<Customer, number | undefined>();
  const foreignTo = (customer: Customer): number | undefined => {
    if (!foreign.has(customer))
      foreign.set(
        customer,
        assessment.associate.find((id) => cases.get(id)?.customer !== customer),
      );
    return foreign.get(customer);
  };
  return (row, ordinal) => {
    if (((withRows(world.aggregated, row).flagsLow[row] ?? 0) & SNAPSHOT) !== 0)
      return 'Snapshot events cannot be changed';
    if (ordinal !== null && touchesCases(assessment)) return 'Raw events have no cases';
    const id = foreignTo(customerOfRow(world, row));
    return id === undefined ? null : `Case ${id} does not belong to the customer of the event`;
  };
}

/** The cases that there are of these ids. */
export function casesWith(world: World, ids: readonly number[]): ReadonlyMap<number, Case> {
  if (ids.length === 0) return new Map();
  const wanted = new Set(ids);
  return new Map(world.cases.filter(({ id }) => wanted.has(id)).map((entry) => [entry.id, entry]));
}

export const customerOfRow = (world: World, row: number): Customer =>
  (world.sensors[withRows(world.aggregated, row).sensor[row] ?? 0] as Sensor).customer;

/** Applies the assessment to an aggregate; the caller notes the change. */
export function assessAggregate(overlay: Overlay, row: number, assessment: AssessmentVerdict, change: Change): void {
  const columns = overlay.columnsAt(row);
  const { world } = overlay;
  const flags = { low: columns.flagsLow[row] ?? 0, high: columns.flagsHigh[row] ?? 0 };
  if (assessment.gives) giveAddition(overlay, row, null, assessment, change.at);
  implyFlags(flags, assessment);
  if (assessment.severityCode !== null) {
    if (assessment.severityCode !== columns.severity[row]) flags.low |= SEVERITY_ADJUSTED;
    columns.severity[row] = assessment.severityCode;
  }
  if (assessment.touchesCases) {
    overlay.moveCases(row, setAfter(overlay, columns.cases[row] ?? 0, assessment));
    notify(flags, casesAt(world, row).length, isUnpublished(world, row, null, change.at));
  }
  if (assessment.slaViolation && isLate(world, row, columns.severity[row] ?? 0, casesAt(world, row), change.at))
    flags.high |= SLA_VIOLATION;
  sayFlags(flags, assessment);
  columns.flagsLow[row] = flags.low;
  columns.flagsHigh[row] = flags.high;
  columns.updated[row] = change.at;
}

/** The words of the flags of one event while they are worked out. */
export interface FlagWords {
  low: number;
  high: number;
}

/** What follows from being assessed at all. */
export function implyFlags(flags: FlagWords, { handledByAnalyst, comment }: Assessment): void {
  if ((flags.high & HANDLED) !== 0) flags.high |= REASSESSED;
  if (handledByAnalyst) flags.high |= HANDLED;
  if (comment !== null) flags.low |= COMMENTED;
}

/** The cases of an event changed. One that is notified before it is public is marked so. */
function notify(flags: FlagWords, cases: number, isHeld: boolean): void {
  flags.low = cases > 0 ? flags.low | NOTIFIED : flags.low & ~NOTIFIED;
  if (cases > 0 && isHeld) flags.high |= NOTIFIED_UNPUBLISHED;
  if (cases === 0) flags.high &= ~(BY_FILTER | NOTIFIED_UNPUBLISHED);
}

/** What was asked for wins over what follows. Acknowledged as a whole, and in part, exclude each other. */
export function sayFlags(flags: FlagWords, { set, clear }: AssessmentVerdict): void {
  if ((set.low & ACKNOWLEDGED) !== 0) flags.low &= ~PARTIALLY_ACKNOWLEDGED;
  const low = set.low & ((set.low & ACKNOWLEDGED) !== 0 ? ~PARTIALLY_ACKNOWLEDGED : -1);
  flags.low = ((flags.low | low) & ~clear.low) >>> 0;
  flags.high = ((flags.high | set.high) & ~clear.high) >>> 0;
}

/** Gives an event what no column holds. */
export function giveAddition(
  overlay: Overlay,
  row: number,
  ordinal: number | null,
  { properties = {}, publish = false, mark, unmark, additionsAfter }: AssessmentVerdict,
  at: number,
): void {
  const isPublished = publish && isUnpublished(overlay.world, row, ordinal, at);
  const isGiven = Object.keys(properties).length > 0;
  if (!isPublished && !isGiven && mark.length === 0 && unmark.length === 0) return;
  overlay.add(row, ordinal, (before) => {
    const known = isPublished ? undefined : additionsAfter.get(before);
    const after = known ?? {
      ...before,
      properties: isGiven ? { ...before.properties, ...properties } : before.properties,
      published: isPublished ? at : before.published,
      marks: furtherFlags.filter(
        (name) => (before.marks.includes(name) || mark.includes(name)) && !unmark.includes(name),
      ),
    };
    if (!isPublished) additionsAfter.set(before, after);
    return after;
  });
}

const casesAt = (world: World, row: number): readonly Case[] => world.caseSets[world.aggregated.cases[row] ?? 0] ?? [];

/** The set of cases that another becomes, by its code. */
function setAfter(overlay: Overlay, before: number, { associate, disassociate, setsAfter }: AssessmentVerdict): number {
  const known = setsAfter.get(before);
  const { world } = overlay;
  // Where codes have run out while the command waited, events keep the cases that they have.
  if (known !== undefined || world.caseSets.length >= mostCodes) return known ?? before;
  const removed = new Set(disassociate);
  const kept = (world.caseSets[before] ?? []).filter((entry) => !removed.has(entry.id));
  const cases = new Set([...kept, ...casesWith(world, associate).values()]);
  const code = overlay.caseSet([...cases].sort((one, other) => one.index - other.index));
  setsAfter.set(before, code);
  return code;
}

/** An event whose case came later than the service level allows, or that has waited longer for none. */
function isLate(world: World, row: number, severity: number, cases: readonly Case[], now: number): boolean {
  const end = (world.aggregated.timestamp[row] ?? 0) + (world.aggregated.duration[row] ?? 0);
  const answered = cases.length === 0 ? now : Math.min(...cases.map((entry) => entry.opened));
  return answered - end > (serviceLevel[severity] ?? 0);
}
