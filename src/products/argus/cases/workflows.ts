/** Workflows of cases: listed, asked for, acknowledged, changed. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import type { Simulation } from '../../shared/simulation.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import type {
  CaseWorkflow,
  CaseWorkflowAcknowledgement,
  CaseWorkflowAsk,
  CaseWorkflowEdit,
  CaseWorkflowsQuery,
} from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { instantPair, userAt } from './case-model.ts';
import { standingWorkflow } from './changes/workflows.ts';
import { caseToRead, caseToWrite, unsuitable, type FoundCase } from './find.ts';
import { partModel } from './part-models.ts';
import { isDeleted, type WorkflowRecord } from './records/records.ts';
import { writeCase } from './write.ts';

type Truth = boolean | string | undefined;

/** Comments that are not public are the operations centre's. */
function workflowModel({ world }: Simulation, { isTech }: FoundCase, record: WorkflowRecord): CaseWorkflow {
  const acknowledged = instantPair(record.acknowledgedAt);
  const { flags } = record;
  return {
    ...partModel(world, record),
    workflow: record.workflow as CaseWorkflow['workflow'],
    state: record.acknowledgedAt === null ? 'requested' : 'acknowledged',
    requestComment: isTech || flags.includes('PUBLIC_REQUEST_COMMENT') ? record.requestComment : null,
    acknowledgedComment: isTech || flags.includes('PUBLIC_ACKNOWLEDGED_COMMENT') ? record.acknowledgedComment : null,
    acknowledgedByUser: userAt(world, record.acknowledgedBy),
    acknowledgedTime: acknowledged.text,
    acknowledgedTimestamp: acknowledged.number,
    externalReference: record.externalReference,
    flags: flags as CaseWorkflow['flags'],
  };
}

export const listWorkflows: ArgusReader = (services, call) => {
  const { simulation } = services;
  const { includeDeleted } = call.query as CaseWorkflowsQuery;
  const found = caseToRead(simulation, call);
  const shown = found.file.workflows.filter((one) => isTrue(includeDeleted as Truth, false) || !isDeleted(one));
  return pageAnswer(services, { limit: 0 }, shown, (record) => workflowModel(simulation, found, record));
};

export const requestWorkflow: ArgusHandler = async (services, call) => {
  const body = call.body as CaseWorkflowAsk;
  const { entry } = caseToWrite(services.simulation, call);
  await writeCase(services, call.principal, 'argus/case/workflow/request', {
    case: entry.id,
    workflow: call.params['workflow'] ?? '',
    comment: body.comment ?? null,
    externalReference: body.externalReference ?? null,
    isPublic: isTrue(body.publicComment as Truth, false),
  });
  return answer(services, call);
};

/** A workflow that nobody asked for is not found; one that was acknowledged cannot be once more (assumed). */
export const acknowledgeWorkflow: ArgusHandler = async (services, call) => {
  const body = call.body as CaseWorkflowAcknowledgement;
  const found = caseToWrite(services.simulation, call);
  if (standing(found, call.params['workflow']).acknowledgedAt !== null)
    throw unsuitable('Workflow has been acknowledged', 'workflow.acknowledged', found.entry.id);
  await writeCase(services, call.principal, 'argus/case/workflow/acknowledge', {
    case: found.entry.id,
    workflow: call.params['workflow'] ?? '',
    comment: body.comment ?? null,
    isPublic: isTrue(body.publicComment as Truth, false),
  });
  return answer(services, call);
};

export const updateWorkflow: ArgusHandler = async (services, call) => {
  const body = call.body as CaseWorkflowEdit;
  const found = caseToWrite(services.simulation, call);
  standing(found, call.params['workflow']);
  const given = Object.entries(body).map(([name, text]) => [name, text === '' ? null : text]);
  await writeCase(services, call.principal, 'argus/case/workflow/update', {
    case: found.entry.id,
    workflow: call.params['workflow'] ?? '',
    ...(Object.fromEntries(given) as object),
  });
  return answer(services, call);
};

function standing({ file }: FoundCase, name = ''): WorkflowRecord {
  const record = standingWorkflow(file.workflows, name);
  if (record === undefined) throw notThere('Workflow');
  return record;
}

function answer(
  { simulation }: Parameters<ArgusHandler>[0],
  call: Parameters<ArgusHandler>[1],
): ReturnType<ArgusReader> {
  const found = caseToRead(simulation, call);
  return oneAnswer(workflowModel(simulation, found, standing(found, call.params['workflow'])));
}
