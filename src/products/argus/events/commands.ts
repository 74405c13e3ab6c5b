/** What assessments of both versions share: they are checked before they are written. */
import type { Problem } from '../../../http/product.ts';
import type { Json } from '../../../kernel/schema.ts';
import type { LookupServices } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { fileTable, isDeleted } from '../cases/records/records.ts';
import { limitExceeded, writeCommand } from '../common/write-command.ts';
import { mostCodes } from '../../../state/dictionaries.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import type { AssessData, AssessResult, Choice } from './assess-command.ts';
import { casesWith, type Assessment } from './assessment.ts';

export async function assess(simulation: Simulation, principal: Principal, data: AssessData): Promise<AssessResult> {
  checkSets(simulation, data);
  return (await writeCommand(simulation, principal.account, 'argus/assess', data)) as unknown as AssessResult;
}

/** Throws 402 where there may be no room for the sets of cases that it makes: one for each that there is, or for each event. */
export function checkSets({ world: { caseSets } }: Simulation, { choice, assessment }: AssessData): void {
  if (assessment.associate.length + assessment.disassociate.length === 0) return;
  const more = choice.by === 'id' ? Math.min(choice.events.length, caseSets.length) : caseSets.length;
  if (caseSets.length + more > mostCodes) throw limitExceeded();
}

/** A choice by search keeps who searched: the command must not reach further than its writer. */
export const choiceBySearch = (
  simulation: Simulation,
  by: 'v1' | 'v2',
  criteria: unknown,
  principal: Principal,
): Choice => ({
  by,
  criteria: criteria as Json,
  customers: principal.customers?.map((customer) => customer.index) ?? null,
  now: simulation.clock.now(),
});

/** Whether a case was deleted: no event can be associated with it. */
const isCaseGone = ({ state }: Simulation, id: number): boolean =>
  isDeleted(fileTable(state).get(String(id)) ?? { flags: [] });

/** Names of the members of a request, by what they mean; the versions name them differently. */
type AssessmentFields = Readonly<Record<'enable' | 'disable' | 'associate' | 'disassociate', string>>;

/**
 * Refuses what is wrong with an assessment besides its shape: overlaps, and cases that do not exist (412).
 * A case of a customer that the caller may not see is refused with 403. `prefix` is where the assessment stands in the body.
 */
export function checkAssessment(
  { simulation, invalid }: LookupServices,
  principal: Principal,
  assessment: Assessment,
  fields: AssessmentFields,
  prefix: readonly string[],
): void {
  const { world } = simulation;
  const { enable, disable, associate, disassociate } = assessment;
  const problem = (field: string, value: unknown): Problem => semanticProblem('body', [...prefix, field], value);
  const problems: Problem[] = [];
  const cases = casesWith(world, [...associate, ...disassociate]);
  const [disabled, removed] = [new Set(disable), new Set(disassociate)];
  if (enable.some((flag) => disabled.has(flag)))
    problems.push(problem(fields.enable, null), problem(fields.disable, null));
  if (associate.some((id) => removed.has(id)))
    problems.push(problem(fields.associate, null), problem(fields.disassociate, null));
  for (const [field, ids] of [
    [fields.associate, associate],
    [fields.disassociate, disassociate],
  ] as const) {
    const unknown = ids.find((id) => !cases.has(id) || isCaseGone(simulation, id));
    if (unknown !== undefined) problems.push(problem(field, unknown));
  }
  if (problems.length > 0) throw invalid(problems);
  if ([...cases.values()].some((entry) => !mayReadCase(principal, entry))) throw accessDenied();
}
