/** Cases changed as a whole: updated, closed, published, moved, deleted, merged. Source: docs/contract/argus.md §14.0.4. */
import { ApiError } from '../../../../kernel/fault.ts';
import type { Outcome } from '../../../../http/endpoint.ts';
import { accessDenied, type Principal } from '../../access/access.ts';
import { oneAnswer } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import type {
  CaseClose,
  CaseDeleteQuery,
  CaseMerge,
  CaseMove,
  CasePublish,
  CaseUpdate,
} from '../../generated/types.ts';
import type { ArgusHandler, ArgusServices } from '../../services/services.ts';
import { caseModel } from '../case-model.ts';
import { eventsOfCase } from '../case-events.ts';
import type { NewComment } from '../changes/comments.ts';
import type { UpdateCase } from '../changes/cases.ts';
import { internally } from '../comments.ts';
import { caseById, caseToWrite, unsuitable, writable, type FoundCase } from '../find.ts';
import type { TextFormat } from '../records/names.ts';
import { notificationOf, writeCase } from '../write.ts';
import { givenBy } from './given.ts';

/** The case as it stands after the write. */
const answer = ({ simulation }: ArgusServices, principal: Principal, id: number): Outcome =>
  oneAnswer(caseModel(simulation, caseById(simulation, principal, id)));

interface Remark {
  readonly comment?: string | undefined;
  readonly internalComment?: unknown;
  readonly textFormat?: TextFormat | undefined;
  readonly originEmailAddress?: string | undefined;
}

/** The comment that a request brings along; undefined for none. */
function remarkOf(
  found: FoundCase,
  { comment, internalComment, textFormat, originEmailAddress }: Remark,
): NewComment | undefined {
  const isInternal = internally(found, internalComment as boolean | string | undefined);
  if (comment === undefined) return undefined;
  return {
    comment,
    textFormat: textFormat ?? 'html',
    isInternal,
    originEmailAddress: originEmailAddress ?? null,
    attachments: [],
    asReplyTo: null,
  };
}

export const updateCase: ArgusHandler = async (services, call) => {
  const request = call.body as CaseUpdate;
  const found = caseToWrite(services.simulation, call);
  await writeCase<UpdateCase>(services, call.principal, 'argus/case/update', {
    case: found.entry.id,
    notification: notificationOf(request.notification),
    ...changesOf(services, call.principal, found, request),
  });
  return answer(services, call.principal, found.entry.id);
};

/** Only what was given, so that the command holds nothing else. */
function changesOf(
  { simulation, invalid }: ArgusServices,
  principal: Principal,
  found: FoundCase,
  request: CaseUpdate,
): UpdateCase {
  const given = givenBy(simulation, principal, invalid);
  const reporter = given.user('reporter', request.reporter ?? request.reporterID);
  if (reporter === null) given.refuse('reporter', '');
  const due = (at: string | number | undefined): number | null | undefined =>
    at === undefined ? undefined : Number(at) === 0 ? null : Number(at);
  const changes = {
    subject: request.subject,
    description: request.description,
    textFormat: request.textFormat ?? 'html',
    status: request.status,
    priority: request.priority,
    category: given.category('category', request.category),
    reporter,
    assignedUser: given.user('assignedUser', request.assignedUser ?? request.assignedUserID),
    assignedTech: given.tech('assignedTech', request.assignedTech ?? request.assignedTechID),
    customerDue: due(request.customerDueTimestamp),
    techDue: due(request.techDueTimestamp),
    customerReference: request.customerReference,
    hasEvents: request.hasEvents === undefined ? undefined : isTrue(request.hasEvents as boolean | string, false),
    severityAlert: isTrue(request.triggers?.severityAlert as boolean | string | undefined, false) || undefined,
    comment: remarkOf(found, request),
  };
  given.check();
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as unknown as UpdateCase;
}

export const closeCase: ArgusHandler = async (services, call) => {
  const request = call.body as CaseClose;
  const found = caseToWrite(services.simulation, call);
  const comment = remarkOf(found, request);
  await writeCase(services, call.principal, 'argus/case/close', {
    case: found.entry.id,
    notification: notificationOf(request.notification),
    ...(comment !== undefined && { comment }),
  });
  return answer(services, call.principal, found.entry.id);
};

export const publishCase: ArgusHandler = async (services, call) => {
  const { status, notification } = call.body as CasePublish;
  const { entry, file } = caseToWrite(services.simulation, call);
  if (file.publishedAt !== null) throw unsuitable('Case has been published', 'case.published', entry.id);
  await writeCase(services, call.principal, 'argus/case/publish', {
    case: entry.id,
    notification: notificationOf(notification),
    ...(status !== undefined && { status }),
  });
  return answer(services, call.principal, entry.id);
};

/** A case with events stays with its customer, whose events they are (assumed). */
export const moveCase: ArgusHandler = async (services, call) => {
  const { simulation, invalid } = services;
  const request = call.body as CaseMove;
  const { entry } = caseToWrite(simulation, call);
  const given = givenBy(simulation, call.principal, invalid);
  const field = request.customer === undefined ? 'customerID' : 'customer';
  const customer = given.customer(field, request.customer ?? request.customerID);
  const service = given.service('service', request.service);
  const category = given.category('category', request.category);
  if (customer !== undefined && customer !== entry.customer && eventsOfCase(simulation, entry).count > 0)
    given.refuse(field, request[field]);
  given.check();
  await writeCase(services, call.principal, 'argus/case/move', {
    case: entry.id,
    ...(customer !== undefined && { customer: customer.index }),
    ...(service !== undefined && { service }),
    ...(category !== undefined && { category }),
    ...(request.type !== undefined && { type: request.type }),
  });
  return answer(services, call.principal, entry.id);
};

export const deleteCase: ArgusHandler = async (services, call) => {
  const { comment = null } = call.query as CaseDeleteQuery;
  const { entry } = caseToWrite(services.simulation, call);
  await writeCase(services, call.principal, 'argus/case/delete', {
    case: entry.id,
    comment: comment === '' ? null : comment,
  });
  return answer(services, call.principal, entry.id);
};

/** The operation declares no 404: an unknown case is 412. Cases of two customers stay two (assumed). */
export const mergeCases: ArgusHandler = async (services, call) => {
  const { description = null, priority = null, status = null } = call.body as CaseMerge;
  const [into, from] = (['mergeInto', 'mergeFrom'] as const).map((field) => {
    const id = Number(call.params[field]);
    if (!services.simulation.world.cases.some((entry) => entry.id === id))
      throw refusal('Case does not exist', 'case.not.exist', field, id);
    return writable(caseById(services.simulation, call.principal, id));
  }) as [FoundCase, FoundCase];
  if (into.entry === from.entry)
    throw refusal('Case cannot be merged into itself', 'case.merge.self', 'mergeFrom', from.entry.id);
  if (into.entry.customer !== from.entry.customer)
    throw refusal('Cases belong to different customers', 'case.merge.customer', 'mergeFrom', from.entry.id);
  if (into.level === 'read' || from.level === 'read') throw accessDenied();
  await writeCase(services, call.principal, 'argus/case/merge', {
    case: into.entry.id,
    from: from.entry.id,
    description,
    priority,
    status,
  });
  return answer(services, call.principal, into.entry.id);
};

const refusal = (message: string, template: string, field: string, id: number): ApiError =>
  new ApiError(412, [{ message, template, field, parameter: String(id) }]);
