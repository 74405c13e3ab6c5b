/** The table of v2 assessment: one event, many events, and reindexing. Source: contract/argus.md §7, §7.6, seed 001. */
import type { Call, BoundEndpoint } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { accessDenied, maySee, type Principal } from '../access.ts';
import { customerOf, refusalOf, type Assessable, type Assessment } from '../assessment.ts';
import { isTrue } from '../booleans.ts';
import type { BulkAssessmentRequest, EventAssessment, ReindexRequest } from '../types.ts';
import { parseEventId } from '../v1/event-id.ts';
import { assess, assessmentProblems, choiceBySearch, write } from '../commands.ts';
import { findV2 } from '../find.ts';
import { eventForms } from './paths.ts';
import { selectV2, type Services } from './search.ts';
import { storedName } from './flags.ts';
import { noExtras } from './view.ts';

const base = { params: null, query: null, produces: ['application/json'], evidence: 'documented' } as const;

export function assessV2(services: Services): readonly BoundEndpoint<Principal>[] {
  const { simulation, writer, invalid } = services;
  return [
    ...eventForms('assess', {
      ...base,
      id: 'assessEvent',
      method: 'PUT',
      summary: 'Assess one event',
      source: 'seed 001; contract/argus.md §7.6',
      permission: 'assessEvents',
      body: 'argus/event-assessment.schema.json',
      data: 'argus/v2-event.schema.json',
      refusals: [401, 403, 404, 412],
      handle: async (call: Call<Principal>) => {
        const event = findV2(simulation.world, call);
        const assessment = checked(services, call.principal, call.body as EventAssessment);
        const reason = refusalOf(simulation.world, event.row, event.ordinal, assessment);
        if (reason !== null) throw invalid([problem(['associateCase'], reason)]);
        await assess(simulation, call.principal, { choice: { by: 'id', events: [event] }, assessment });
        return { kind: 'one', json: writer(event.row, event.ordinal, noExtras) };
      },
    }),
    {
      ...base,
      id: 'assessEventBulk',
      method: 'PUT',
      path: '/events/v2/event/assess',
      summary: 'Assess all events that a search finds',
      source: 'seed 001; contract/argus.md §7.6',
      permission: 'assessEvents',
      body: 'argus/bulk-assessment-request.schema.json',
      data: 'argus/bulk-assessment-result.schema.json',
      refusals: [401, 403, 412],
      handle: async ({ body, principal }) => {
        const { assessment: asked, search } = body as unknown as BulkAssessmentRequest;
        const assessment = checked(services, principal, asked, ['assessment']);
        const problems: Problem[] = [];
        selectV2(simulation.world, principal, search, simulation.clock.now(), problems);
        if (problems.length > 0)
          throw invalid(problems.map((entry) => ({ ...entry, path: ['search', ...entry.path] })));
        const { successes, failures } = await assess(simulation, principal, {
          choice: choiceBySearch(simulation, 'v2', search, principal),
          assessment,
        });
        return { kind: 'one', json: JSON.stringify({ successes, failures }) };
      },
    },
    {
      ...base,
      id: 'reindexEvents',
      method: 'PUT',
      path: '/events/v2/event/reindex',
      summary: 'Index events again',
      source: 'contract/argus.md §7',
      permission: 'reindexEvent',
      body: 'argus/reindex-request.schema.json',
      data: 'argus/reindex-result.schema.json',
      refusals: [401, 403, 412],
      handle: async ({ body, principal }) => {
        const { eventID } = body as unknown as ReindexRequest;
        const events = eventID.map((id) => parseEventId(simulation.world, id));
        // One id that names nothing fails the whole request.
        const wrong = events.indexOf(null);
        if (wrong >= 0) throw invalid([problem(['eventID'], eventID[wrong])]);
        const found = events.filter((event) => event !== null);
        if (found.some(({ row }) => !maySee(principal, customerOf(simulation.world, row)))) throw accessDenied();
        const result = await write(simulation, principal, 'argus/reindex', { choice: { by: 'id', events: found } });
        return { kind: 'one', json: JSON.stringify(result) };
      },
    },
  ];
}

const problem = (path: readonly string[], value: unknown): Problem => ({
  where: 'body',
  path,
  keyword: 'semantics',
  message: 'is invalid here',
  value,
});

function checked(
  { simulation, invalid }: Services,
  principal: Principal,
  asked: EventAssessment,
  prefix: readonly string[] = [],
): Assessment {
  const assessment: Assessment = {
    enable: (asked.enableFlag ?? []).map(storedName) as readonly Assessable[],
    disable: (asked.disableFlag ?? []).map(storedName) as readonly Assessable[],
    severity: asked.newSeverity ?? null,
    comment: asked.comment ?? null,
    handledByAnalyst: isTrue(asked.handledByAnalyst, false),
    associate: (asked.associateCase ?? []).map(Number),
    disassociate: (asked.disassociateCase ?? []).map(Number),
    slaViolation: (asked.trigger ?? []).length > 0,
    recursiveAnnotation: false,
    recursiveResult: false,
  };
  const fields = {
    enable: 'enableFlag',
    disable: 'disableFlag',
    associate: 'associateCase',
    disassociate: 'disassociateCase',
  };
  const problems = assessmentProblems(simulation, principal, assessment, fields, prefix);
  if (problems.length > 0) throw invalid(problems);
  return assessment;
}
