/** Assessment: what analysts say of an event, in the terms that both API versions share. Source: contract/argus.md §6.7, §7.6, seed 001. */
import { rawStanding } from '../../../corpus/raw-view.ts';
import { flagBit, flagSet, type Flag } from '../common/flag.ts';
import { severities, type Severity } from '../../../model/detection.ts';
import type { Case, Customer, Sensor, World } from '../../../model/world.ts';
import { rawKeyOf, type Change } from '../../../model/change.ts';
import { keptDetails } from '../../../model/submitted.ts';
import type { Overlay } from '../../../state/overlay.ts';

/** Flags that an assessment may set and clear (seed 001). */
export const assessable = [
  'FALSE_POSITIVE',
  'NOT_A_THREAT',
  'TUNING_CANDIDATE',
  'FOLLOWUP',
  'IDENTIFIED_THREAT',
  'ACKNOWLEDGED',
  'PARTIALLY_ACKNOWLEDGED',
] as const satisfies readonly Flag[];

export type Assessable = (typeof assessable)[number];

/** Plain data: it lies in the log as it is. Case ids are checked before, when the caller is known. */
export type Assessment = {
  readonly enable: readonly Assessable[];
  readonly disable: readonly Assessable[];
  readonly severity: Severity | null;
  readonly comment: string | null;
  readonly handledByAnalyst: boolean;
  readonly associate: readonly number[];
  readonly disassociate: readonly number[];
  readonly slaViolation: boolean;
  /** v1 only: the comment, or the verdict, goes to the raw events as well. */
  readonly recursiveAnnotation: boolean;
  readonly recursiveResult: boolean;
};

const HANDLED = flagBit('HANDLED_BY_ANALYST');
const REASSESSED = flagBit('REASSESSED');
const SLA_VIOLATION = flagBit('SLA_VIOLATION');
const BY_FILTER = flagBit('ASSOCIATED_TO_CASE_BY_FILTER');
const COMMENTED = flagBit('COMMENTED');
const NOTIFIED = flagBit('NOTIFIED');
const SNAPSHOT = flagBit('SNAPSHOT');
const SEVERITY_ADJUSTED = flagBit('SEVERITY_ADJUSTED');
const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const PARTIALLY_ACKNOWLEDGED = flagBit('PARTIALLY_ACKNOWLEDGED');

/** How long an event of a severity may wait for its case before that violates the service level; made up. */
const serviceLevel: readonly number[] = [24 * 3_600_000, 8 * 3_600_000, 2 * 3_600_000, 1_800_000];

/** An assessment with what would otherwise be worked out anew for each of its events. */
export interface AssessmentVerdict extends Assessment {
  readonly enableBits: number;
  readonly disableBits: number;
  /** Index into `severities`; null keeps the event's own. */
  readonly severityCode: number | null;
  readonly touchesCases: boolean;
}

export const assessmentVerdict = (assessment: Assessment): AssessmentVerdict => ({
  ...assessment,
  enableBits: flagSet(assessment.enable).low,
  disableBits: flagSet(assessment.disable).low,
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
  let low = ((columns.flagsLow[row] ?? 0) | assessment.enableBits) & ~assessment.disableBits;
  // Acknowledged as a whole, and in part, exclude each other.
  if ((assessment.enableBits & ACKNOWLEDGED) !== 0) low &= ~PARTIALLY_ACKNOWLEDGED;
  let high = columns.flagsHigh[row] ?? 0;
  if ((high & HANDLED) !== 0) high |= REASSESSED;
  if (assessment.handledByAnalyst) high |= HANDLED;
  if (assessment.comment !== null) low |= COMMENTED;
  if (assessment.severityCode !== null) {
    if (assessment.severityCode !== columns.severity[row]) low |= SEVERITY_ADJUSTED;
    columns.severity[row] = assessment.severityCode;
  }
  const before = world.caseSets[columns.cases[row] ?? 0] ?? [];
  const after = assessment.touchesCases ? casesAfter(world, before, assessment) : before;
  if (after !== before) {
    columns.cases[row] = overlay.caseSet(after);
    low = after.length > 0 ? low | NOTIFIED : low & ~NOTIFIED;
    if (after.length === 0) high &= ~BY_FILTER;
  }
  if (assessment.slaViolation && isLate(world, row, columns.severity[row] ?? 0, after, change.at))
    high |= SLA_VIOLATION;
  columns.flagsLow[row] = low;
  columns.flagsHigh[row] = high;
  columns.updated[row] = change.at;
  assessDetails(overlay, row, assessment, change);
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
  trigger.low = ((trigger.low | assessment.enableBits) & ~assessment.disableBits) >>> 0;
  if ((trigger.high & HANDLED) !== 0) trigger.high = (trigger.high | REASSESSED) >>> 0;
  if (assessment.handledByAnalyst) trigger.high = (trigger.high | HANDLED) >>> 0;
  if (assessment.comment !== null) trigger.low = (trigger.low | COMMENTED) >>> 0;
  if (assessment.severityCode !== null) {
    if (assessment.severityCode !== trigger.severity) trigger.low = (trigger.low | SEVERITY_ADJUSTED) >>> 0;
    trigger.severity = assessment.severityCode;
  }
  trigger.updated = change.at;
}
