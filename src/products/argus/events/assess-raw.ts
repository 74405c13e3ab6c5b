/** Assessment of raw events: by themselves, or along with their aggregate. Source: docs/contract/argus.md §6.7, §7.6. */
import { rawStanding } from '../../../corpus/raw-view.ts';
import type { Change } from '../../../model/change.ts';
import { keptDetails } from '../../../model/submitted.ts';
import type { World } from '../../../model/world.ts';
import type { Overlay } from '../../../state/overlay.ts';
import {
  ACKNOWLEDGED,
  assessmentVerdict,
  giveAddition,
  implyFlags,
  PARTIALLY_ACKNOWLEDGED,
  sayFlags,
  SEVERITY_ADJUSTED,
  type Assessment,
  type AssessmentVerdict,
} from './assessment.ts';

export const detailsOf = (world: World, row: number): number =>
  keptDetails(world, row, world.aggregated.count[row] ?? 0);

/** What of an assessment goes to the raw events of the aggregates as well; null for nothing. */
export function recursivePart(assessment: Assessment): AssessmentVerdict | null {
  const { recursiveAnnotation, recursiveResult } = assessment;
  if (!recursiveAnnotation && !recursiveResult) return null;
  return assessmentVerdict({
    ...assessment,
    comment: recursiveAnnotation ? assessment.comment : null,
    enable: recursiveResult ? assessment.enable : [],
    disable: recursiveResult ? assessment.disable : [],
    severity: recursiveResult ? assessment.severity : null,
  });
}

/** Applies that part to all raw events of an aggregate; the caller notes the change. */
export function assessDetails(overlay: Overlay, row: number, part: AssessmentVerdict, at: number): void {
  const kept = detailsOf(overlay.world, row);
  for (let ordinal = 0; ordinal < kept; ordinal++) assessTrigger(overlay, row, ordinal, part, at);
}

/** Applies the assessment to one raw event, and tells its aggregate whether some or all are acknowledged now. */
export function assessRaw(
  overlay: Overlay,
  row: number,
  ordinal: number,
  assessment: AssessmentVerdict,
  change: Change,
): void {
  assessTrigger(overlay, row, ordinal, assessment, change.at);
  if (!assessment.enable.includes('ACKNOWLEDGED') && !assessment.disable.includes('ACKNOWLEDGED')) return;
  const { world } = overlay;
  const kept = detailsOf(world, row);
  let acknowledged = 0;
  for (let other = 0; other < kept; other++)
    if ((rawStanding(world, row, other).low & ACKNOWLEDGED) !== 0) acknowledged++;
  const columns = overlay.columnsAt(row);
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
  at: number,
): void {
  if (assessment.gives) giveAddition(overlay, row, ordinal, assessment, at);
  overlay.override(row, ordinal, rawStanding(overlay.world, row, ordinal), (trigger) => {
    implyFlags(trigger, assessment);
    if (assessment.severityCode !== null) {
      if (assessment.severityCode !== trigger.severity) trigger.low |= SEVERITY_ADJUSTED;
      trigger.severity = assessment.severityCode;
    }
    sayFlags(trigger, assessment);
    trigger.updated = at;
  });
}
