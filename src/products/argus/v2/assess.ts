/** Assessment of v2: one event, many events, and reindexing. Source: docs/contract/argus.md §7, §7.6, seed 001. */
import { bytesFrom } from '../../../kernel/bytes.ts';
import { finishedInTurns, pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import type { Problem } from '../../../http/product.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { customerOfRow, refuserOf, type Assessment } from '../events/assessment.ts';
import type { AnyFlag } from '../common/flag.ts';
import { semanticProblem } from '../common/invalid.ts';
import { writeCommand } from '../common/write-command.ts';
import { isTrue } from '../common/booleans.ts';
import type { LookupServices } from '../common/answers.ts';
import type { ArgusHandler } from '../services/services.ts';
import type { BulkAssessmentRequest, EventAssessment, ReindexRequest, V2Criteria } from '../generated/types.ts';
import { parseEventId } from '../events/event-id.ts';
import { assess, checkAssessment, choiceBySearch } from '../events/commands.ts';
import { findV2 } from '../events/find.ts';
import { selectV2 } from './search.ts';
import { storedName } from './flags.ts';
import { noExtras } from './view.ts';

export const assessEvent: ArgusHandler = async (services, call) => {
  const { simulation, v2, invalid } = services;
  const event = findV2(simulation.world, call);
  const assessment = assessmentOf(services, call.principal, call.body as EventAssessment);
  const reason = refuserOf(simulation.world, assessment)(event.row, event.ordinal);
  if (reason !== null) throw invalid([semanticProblem('body', ['associateCase'], reason)]);
  await assess(simulation, call.principal, { choice: { by: 'id', events: [event] }, assessment });
  return { kind: 'one', json: bytesFrom((sheet) => v2(sheet, event.row, event.ordinal, noExtras)) };
};

export const assessEventBulk: ArgusHandler = async (services, { body, principal }) => {
  const { simulation } = services;
  const { assessment: assessed, search } = body as unknown as BulkAssessmentRequest;
  const assessment = assessmentOf(services, principal, assessed, ['assessment']);
  await finishedInTurns(checkSearch(services, principal, search));
  const choice = choiceBySearch(simulation, 'v2', search, principal);
  const { successes, failures } = await assess(simulation, principal, { choice, assessment });
  return successes.length + failures.length <= mostInOne
    ? { kind: 'one', json: JSON.stringify({ successes, failures }) }
    : { kind: 'fragments', fragments: () => inParts({ successes, failures }) };
};

/** Longer lists are written while they are sent, so many items at a time. */
const mostInOne = 1000;
const itemsAtOnce = 100;

function* inParts(lists: Readonly<Record<string, readonly unknown[]>>): Generator<string | number, void, void> {
  let opening = '{';
  for (const [name, items] of Object.entries(lists)) {
    yield `${opening}"${name}":[`;
    for (let at = 0; at < items.length; at += itemsAtOnce) {
      yield `${at === 0 ? '' : ','}${JSON.stringify(items.slice(at, at + itemsAtOnce)).slice(1, -1)}`;
      yield pieceOfWork;
    }
    opening = '],';
  }
  yield ']}';
}

export const reindexEvents: ArgusHandler = async ({ simulation, invalid }, { body, principal }) => {
  const { eventID } = body as unknown as ReindexRequest;
  const events = eventID.map((id) => parseEventId(simulation.world, id));
  // One id that names nothing fails the whole request.
  const wrong = events.indexOf(null);
  if (wrong >= 0) throw invalid([semanticProblem('body', ['eventID'], eventID[wrong])]);
  const targets = events.filter((event) => event !== null);
  if (targets.some(({ row }) => !maySee(principal, customerOfRow(simulation.world, row)))) throw accessDenied();
  const result = await writeCommand(simulation, principal.account, 'argus/reindex', {
    choice: { by: 'id', events: targets },
  });
  return { kind: 'one', json: JSON.stringify(result) };
};

/** The assessment that a request asks for; `prefix` is where it stands in the body. Throws ApiError 403 and 412. */
export function assessmentOf(
  services: LookupServices,
  principal: Principal,
  request: EventAssessment,
  prefix: readonly string[] = [],
): Assessment {
  const assessment: Assessment = {
    enable: (request.enableFlag ?? []).map((name) => storedName(name) as AnyFlag),
    disable: (request.disableFlag ?? []).map((name) => storedName(name) as AnyFlag),
    severity: request.newSeverity ?? null,
    comment: request.comment ?? null,
    handledByAnalyst: isTrue(request.handledByAnalyst, false),
    associate: (request.associateCase ?? []).map(Number),
    disassociate: (request.disassociateCase ?? []).map(Number),
    slaViolation: (request.trigger ?? []).length > 0,
    recursiveAnnotation: false,
    recursiveResult: false,
    publish: isTrue(request.publishIfUnpublished, false),
    properties: Object.fromEntries(
      (request.assessmentProperty ?? []).map(({ key, values }) => [`meta.argus.assessment.${key}`, values]),
    ),
  };
  const fields = {
    enable: 'enableFlag',
    disable: 'disableFlag',
    associate: 'associateCase',
    disassociate: 'disassociateCase',
  };
  checkAssessment(services, principal, assessment, fields, prefix);
  return isTrue(request.autoAcknowledge, true) ? acknowledging(assessment) : assessment;
}

/** Assessing acknowledges by itself, unless the request says otherwise (that its flags win is assumed). */
function acknowledging(assessment: Assessment): Assessment {
  const { enable, disable } = assessment;
  const isSaid = enable.some((flag) => flag === 'ACKNOWLEDGED' || flag === 'PARTIALLY_ACKNOWLEDGED');
  return isSaid || disable.includes('ACKNOWLEDGED')
    ? assessment
    : { ...assessment, enable: [...enable, 'ACKNOWLEDGED'] };
}

/** How many events a bulk assessment is about. Refuses criteria that it cannot go by, with all that is wrong with them. */
export function* checkSearch(
  { simulation, invalid }: LookupServices,
  principal: Principal,
  search: V2Criteria,
): Sliced<number> {
  const problems: Problem[] = [];
  const { length } = yield* selectV2(simulation.world, principal, search, simulation.clock.now(), problems);
  if (problems.length > 0) throw invalid(problems.map((entry) => ({ ...entry, path: ['search', ...entry.path] })));
  return length;
}
