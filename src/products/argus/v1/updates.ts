/** Writes of Argus Events v1: update by id and in bulk. Source: docs/contract/argus.md §6, §6.7. */
import { finishedInTurns } from '../../../kernel/slices.ts';
import { putFor } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { accessDenied, mayReadCase, maySee, type Principal } from '../access/access.ts';
import type { AssessTarget } from '../events/assess-command.ts';
import { customerOfRow, refuserOf, type Assessment } from '../events/assessment.ts';
import type { EventUpdate, EventUpdateBulkRequest, EventUpdateRequest } from '../generated/types.ts';
import { assess, checkAssessment, choiceBySearch } from '../events/commands.ts';
import { notThere } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { isTrue } from '../common/booleans.ts';
import type { ArgusHandler, ArgusServices } from '../services/services.ts';
import type { V1Criteria } from './criteria.ts';
import { parseEventId } from '../events/event-id.ts';
import { selectV1 } from './search.ts';

export const updateEvents: ArgusHandler = async (services, { body, principal }) => {
  const { simulation, invalid, v1 } = services;
  const { eventIdentifiers = [], update } = body as unknown as EventUpdateRequest;
  const assessment = assessmentOf(services, principal, update);
  const events = eventIdentifiers.map((id) => targetOf(services, principal, id));
  const refusalOf = refuserOf(simulation.world, assessment);
  const refused = events.findIndex(({ row }) => refusalOf(row, null) !== null);
  if (refused >= 0) throw invalid([semanticProblem('body', ['update', 'associateCases'], eventIdentifiers[refused])]);
  await assess(simulation, principal, { choice: { by: 'id', events }, assessment });
  const items = putFor(events, (sheet, { row }) => v1.aggregated(sheet, simulation.columns(), row, 'comma'));
  return { kind: 'list', items, limit: 0, offset: 0, count: items.length };
};

export const updateEventsBulk: ArgusHandler = async (services, { body, principal }) => {
  const { simulation, invalid } = services;
  const { criteria, update } = body as unknown as EventUpdateBulkRequest;
  const assessment = assessmentOf(services, principal, update);
  const problems: Problem[] = [];
  await finishedInTurns(
    selectV1(simulation.world, principal, criteria as V1Criteria, simulation.clock.now(), problems),
  );
  if (problems.length > 0) throw invalid(problems.map((entry) => ({ ...entry, path: ['criteria', ...entry.path] })));
  const choice = choiceBySearch(simulation, 'v1', criteria, principal);
  const result = await assess(simulation, principal, { choice, assessment });
  return { kind: 'one', json: String(result.assessed) };
};

/** Only aggregates are updated here; 404 for an id that names none. */
function targetOf({ simulation: { world } }: ArgusServices, principal: Principal, id: string): AssessTarget {
  const target = parseEventId(world, id);
  if (target === null || target.ordinal !== null) throw notThere('Events');
  if (!maySee(principal, customerOfRow(world, target.row))) throw accessDenied();
  return target;
}

function assessmentOf(services: ArgusServices, principal: Principal, update: EventUpdate): Assessment {
  const assessment = withoutCaseZero(update);
  const fields = {
    enable: 'flagsToEnable',
    disable: 'flagsToDisable',
    associate: 'associateCases',
    disassociate: 'unassociateCases',
  };
  checkAssessment(services, principal, assessment, fields, ['update']);
  // `associateToCase: 0` takes an event out of every case that the caller could put it in.
  return Number(update.associateToCase ?? -1) === 0
    ? {
        ...assessment,
        disassociate: services.simulation.world.cases
          .filter((entry) => mayReadCase(principal, entry))
          .map((entry) => entry.id),
      }
    : assessment;
}

function withoutCaseZero(update: EventUpdate): Assessment {
  const single = Number(update.associateToCase ?? 0);
  return {
    enable: update.flagsToEnable ?? [],
    disable: update.flagsToDisable ?? [],
    severity: update.newSeverity ?? null,
    comment: update.comment ?? null,
    handledByAnalyst: isTrue(update.handledByAnalyst, false),
    associate: [...(update.associateCases ?? []).map(Number), ...(single > 0 ? [single] : [])],
    disassociate: (update.unassociateCases ?? []).map(Number),
    slaViolation: isTrue(update.triggers?.slaViolation, false) || isTrue(update.triggers?.internalSlaViolation, false),
    recursiveAnnotation: isTrue(update.recursiveAnnotation, false),
    recursiveResult: isTrue(update.recursiveResult, false),
  };
}
