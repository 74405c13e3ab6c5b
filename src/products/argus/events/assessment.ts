/** Assessment: what analysts say of an event, in the terms that both API versions share. Source: docs/contract/argus.md §6.7, §7.6, seed 001. */
import { rawStanding } from '../../../corpus/raw-view.ts';
import { flagBit, flagSet, furtherFlags, hasBit, type AnyFlag } from '../common/flag.ts';
import { severities, type Severity } from '../../../model/detection.ts';
import type { Case, Customer, Sensor, World } from '../../../model/world.ts';
import { rawKeyOf, type Change } from '../../../model/change.ts';
import type { MarkSet } from '../../../model/mark.ts';
import { keptDetails } from '../../../model/submitted.ts';
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
const SEVERITY_ADJUSTED = flagBit('SEVERITY_ADJUSTED');
const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const PARTIALLY_ACKNOWLEDGED = flagBit('PARTIALLY_ACKNOWLEDGED');

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
}

export const assessmentVerdict = (assessment: Assessment): AssessmentVerdict => ({
  ...assessment,
  set: flagSet(assessment.enable.filter(hasBit)),
  clear: flagSet(assessment.disable.filter(hasBit)),
  mark: assessment.enable.filter((flag) => !hasBit(flag)),
  unmark: assessment.disable.filter((flag) => !hasBit(flag)),
  severityCode: assessment.severity === null ? null : severities.indexOf(assessment.severity),
  touchesCases: assessment.associate.length + assessment.disassociate.length > 0,
});

/** Why an event cannot be assessed so; null when it can. */
export function refusalOf(world: World, row: number, ordinal: number | null, assessment: Assessment): string | null {
  if (((world.aggregated.flagsLow[row] ?? 0) & SNAPSHOT) !== 0) return 'Snapshot events cannot be changed';
  if (ordinal !== null && assessment.associate.length + assessment.disassociate.length > 0)
    return 'Raw events have no cases';
  const customer = customerOfRow(world, row);
  const foreign = assessment.associate.find((id) => caseOf(world, id)?.customer !== customer);
  return foreign === undefined ? null : `Case ${foreign} does not belong to the customer of the event`;
}

export const caseOf = (world: World, id: number): Case | undefined => world.cases.find((entry) => entry.id === id);

export const customerOfRow = (world: World, row: number): Customer =>
  (world.sensors[world.aggregated.sensor[row] ?? 0] as Sensor).customer;

/** Applies the assessment to an aggregate; the caller notes the change. */
export function assessAggregate(overlay: Overlay, row: number, assessment: AssessmentVerdict, change: Change): void {
  const columns = overlay.columns();
  const { world } = overlay;
  const flags = { low: columns.flagsLow[row] ?? 0, high: columns.flagsHigh[row] ?? 0 };
  addTo(overlay, row, null, assessment, change.at);
  implyFlags(flags, assessment);
  if (assessment.severityCode !== null) {
    if (assessment.severityCode !== columns.severity[row]) flags.low |= SEVERITY_ADJUSTED;
    columns.severity[row] = assessment.severityCode;
  }
  const before = world.caseSets[columns.cases[row] ?? 0] ?? [];
  const after = assessment.touchesCases ? casesAfter(world, before, assessment) : before;
  if (after !== before) {
    columns.cases[row] = overlay.caseSet(after);
    notify(flags, after.length, isUnpublished(world, row, null, change.at));
  }
  if (assessment.slaViolation && isLate(world, row, columns.severity[row] ?? 0, after, change.at))
    flags.high |= SLA_VIOLATION;
  sayFlags(flags, assessment);
  columns.flagsLow[row] = flags.low;
  columns.flagsHigh[row] = flags.high;
  columns.updated[row] = change.at;
  assessDetails(overlay, row, assessment, change);
}

/** The words of the flags of one event while they are worked out. */
interface Flags {
  low: number;
  high: number;
}

/** What follows from being assessed at all. */
function implyFlags(flags: Flags, { handledByAnalyst, comment }: Assessment): void {
  if ((flags.high & HANDLED) !== 0) flags.high |= REASSESSED;
  if (handledByAnalyst) flags.high |= HANDLED;
  if (comment !== null) flags.low |= COMMENTED;
}

/** The cases of an event changed. One that is notified before it is public is marked so. */
function notify(flags: Flags, cases: number, isHeld: boolean): void {
  flags.low = cases > 0 ? flags.low | NOTIFIED : flags.low & ~NOTIFIED;
  if (cases > 0 && isHeld) flags.high |= NOTIFIED_UNPUBLISHED;
  if (cases === 0) flags.high &= ~(BY_FILTER | NOTIFIED_UNPUBLISHED);
}

/** What was asked for wins over what follows. Acknowledged as a whole, and in part, exclude each other. */
function sayFlags(flags: Flags, { set, clear }: AssessmentVerdict): void {
  if ((set.low & ACKNOWLEDGED) !== 0) flags.low &= ~PARTIALLY_ACKNOWLEDGED;
  const low = set.low & ((set.low & ACKNOWLEDGED) !== 0 ? ~PARTIALLY_ACKNOWLEDGED : -1);
  flags.low = ((flags.low | low) & ~clear.low) >>> 0;
  flags.high = ((flags.high | set.high) & ~clear.high) >>> 0;
}

/** Gives an event what no column holds. */
function addTo(
  overlay: Overlay,
  row: number,
  ordinal: number | null,
  { properties = {}, publish = false, mark, unmark }: AssessmentVerdict,
  at: number,
): void {
  const isPublished = publish && isUnpublished(overlay.world, row, ordinal, at);
  const isGiven = Object.keys(properties).length > 0;
  if (!isPublished && !isGiven && mark.length === 0 && unmark.length === 0) return;
  overlay.add(row, ordinal, (before) => ({
    ...before,
    properties: isGiven ? { ...before.properties, ...properties } : before.properties,
    published: isPublished ? at : before.published,
    marks: furtherFlags.filter(
      (name) => (before.marks.includes(name) || mark.includes(name)) && !unmark.includes(name),
    ),
  }));
}

function casesAfter(world: World, before: readonly Case[], { associate, disassociate }: Assessment): readonly Case[] {
  const added = associate.map((id) => caseOf(world, id)).filter((entry) => entry !== undefined);
  const kept = before.filter((entry) => !disassociate.includes(entry.id));
  return [...new Set([...kept, ...added])].sort((one, other) => one.index - other.index);
}

/** An event whose case came later than the service level allows, or that has waited longer for none. */
function isLate(world: World, row: number, severity: number, cases: readonly Case[], now: number): boolean {
  const end = (world.aggregated.timestamp[row] ?? 0) + (world.aggregated.duration[row] ?? 0);
  const answered = cases.length === 0 ? now : Math.min(...cases.map((entry) => entry.opened));
  return answered - end > (serviceLevel[severity] ?? 0);
}

export const detailsOf = (world: World, row: number): number =>
  keptDetails(world, row, world.aggregated.count[row] ?? 0);

function assessDetails(overlay: Overlay, row: number, assessment: AssessmentVerdict, change: Change): void {
  const { recursiveAnnotation, recursiveResult } = assessment;
  if (!recursiveAnnotation && !recursiveResult) return;
  const part = assessmentVerdict({
    ...assessment,
    comment: recursiveAnnotation ? assessment.comment : null,
    enable: recursiveResult ? assessment.enable : [],
    disable: recursiveResult ? assessment.disable : [],
    severity: recursiveResult ? assessment.severity : null,
  });
  for (let ordinal = 0; ordinal < detailsOf(overlay.world, row); ordinal++) {
    assessTrigger(overlay, row, ordinal, part, change);
    overlay.note(row, ordinal, { ...change, comment: part.comment });
  }
}

/** Applies the assessment to one raw event, and tells its aggregate whether some or all are acknowledged now. */
export function assessRaw(
  overlay: Overlay,
  row: number,
  ordinal: number,
  assessment: AssessmentVerdict,
  change: Change,
): void {
  assessTrigger(overlay, row, ordinal, assessment, change);
  if (!assessment.enable.includes('ACKNOWLEDGED') && !assessment.disable.includes('ACKNOWLEDGED')) return;
  const { world } = overlay;
  const kept = detailsOf(world, row);
  let acknowledged = 0;
  for (let other = 0; other < kept; other++)
    if ((rawStanding(world, row, other).low & ACKNOWLEDGED) !== 0) acknowledged++;
  const columns = overlay.columns();
  const low = (columns.flagsLow[row] ?? 0) & ~(ACKNOWLEDGED | PARTIALLY_ACKNOWLEDGED);
  // An aggregate that keeps only some of its details cannot know that all are acknowledged.
  const isWhole = acknowledged === kept && kept === (columns.count[row] ?? 0);
  const wanted = (isWhole ? low | ACKNOWLEDGED : acknowledged > 0 ? low | PARTIALLY_ACKNOWLEDGED : low) >>> 0;
  if (wanted === (columns.flagsLow[row] ?? 0)) return;
  columns.flagsLow[row] = wanted;
  columns.updated[row] = change.at;
  overlay.note(row, null, {
    ...change,
    type: 'updated',
    description: 'Acknowledgement of sub-events changed',
    comment: null,
  });
}

function assessTrigger(
  overlay: Overlay,
  row: number,
  ordinal: number,
  assessment: AssessmentVerdict,
  change: Change,
): void {
  const { world } = overlay;
  const trigger = overlay.override(
    row,
    ordinal,
    world.rawOverrides.get(rawKeyOf(row, ordinal)) ?? rawStanding(world, row, ordinal),
  );
  addTo(overlay, row, ordinal, assessment, change.at);
  implyFlags(trigger, assessment);
  if (assessment.severityCode !== null) {
    if (assessment.severityCode !== trigger.severity) trigger.low |= SEVERITY_ADJUSTED;
    trigger.severity = assessment.severityCode;
  }
  sayFlags(trigger, assessment);
  trigger.updated = change.at;
}
