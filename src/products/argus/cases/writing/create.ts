/** Cases created: at once, or prepared first. Source: docs/contract/argus.md §14.0.4. */
import type { Outcome } from '../../../../http/endpoint.ts';
import { ApiError } from '../../../../kernel/fault.ts';
import type { Json } from '../../../../kernel/schema.ts';
import type { Case } from '../../../../model/world.ts';
import { accessDenied, type Principal } from '../../access/access.ts';
import { notThere, oneAnswer } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import type { CaseRequest } from '../../generated/types.ts';
import type { ArgusHandler, ArgusServices } from '../../services/services.ts';
import { caseModel } from '../case-model.ts';
import type { CreateCase } from '../changes/create.ts';
import type { NewWatcher } from '../changes/watchers.ts';
import { caseById } from '../find.ts';
import type { AccessLevel } from '../records/names.ts';
import { preparedTable } from '../records/records.ts';
import { tagsOf } from '../tags.ts';
import { notificationOf, writeCase } from '../write.ts';
import { givenBy, type Given } from './given.ts';
import { preparedCase } from './prepared.ts';

type Truth = boolean | string | undefined;
const truth = (value: unknown, otherwise: boolean): boolean => isTrue(value as Truth, otherwise);

export const createCase: ArgusHandler = (services, { principal, body }) =>
  created(services, principal, body as unknown as CaseRequest, null);

export const createPreparedCase: ArgusHandler = (services, { principal, params, body }) => {
  const id = Number(params['caseID']);
  checkPrepared(services, principal, id);
  return created(services, principal, body as unknown as CaseRequest, id);
};

export const prepareCase: ArgusHandler = async (services, { principal }) => {
  const id = Number(await writeCase(services, principal, 'argus/case/prepare', {}));
  return oneAnswer(preparedCase(services.simulation, principal, id, false));
};

export const abortPreparedCase: ArgusHandler = async (services, { principal, params }) => {
  const id = Number(params['caseID']);
  checkPrepared(services, principal, id);
  await writeCase(services, principal, 'argus/case/abort', { case: id });
  return oneAnswer(preparedCase(services.simulation, principal, id, true));
};

/** Throws 404 where nothing was prepared under the id, and 403 where somebody else did. */
function checkPrepared({ simulation }: ArgusServices, { account }: Principal, id: number): void {
  const prepared = preparedTable(simulation.state).get(String(id));
  if (prepared === undefined) throw notThere('Case');
  if (prepared.by !== account.index) throw accessDenied();
}

async function created(
  services: ArgusServices,
  principal: Principal,
  request: CaseRequest,
  prepared: number | null,
): Promise<Outcome> {
  const data = caseOf(services, principal, request, prepared);
  checkIsTold(request, data);
  const id = await writeCase(services, principal, 'argus/case/create', data);
  if (id === null) throw notThere('Case');
  return oneAnswer(caseModel(services.simulation, caseById(services.simulation, principal, Number(id))), 201);
}

/** Everything that the request says, with what it leaves out. */
function caseOf(
  { simulation, invalid }: ArgusServices,
  principal: Principal,
  request: CaseRequest,
  prepared: number | null,
): CreateCase {
  const given = givenBy(simulation, principal, invalid);
  const { analyst: isTech } = principal.account;
  const named = namedBy(given, request);
  given.check();
  const isPublished = truth(request.publish, true);
  if (!isPublished && !isTech) throw accessDenied();
  const notification = notificationOf(request.notification);
  return {
    ...usual,
    ...picked(request),
    ...named,
    prepared,
    customer: named.customer ?? principal.account.customer.index,
    status: request.status ?? (isTech ? 'pendingCustomer' : 'pendingSoc'),
    tags: tagsOf(request.tags),
    isPublished,
    isTestData: truth(request.testData, false),
    hasDefaultWatchers: truth(request.defaultWatchers, true),
    severityAlert: truth(request.triggers?.severityAlert, false),
    ...(notification !== undefined && { notification }),
  };
}

const usual = {
  priority: 'medium',
  accessMode: 'roleBased',
  descriptionTextFormat: 'html',
  customerReference: null,
  originEmailAddress: null,
} as const;

/** Members that are taken as they are, those that were given. */
function picked(request: CaseRequest) {
  const { subject, description, type, priority, accessMode, descriptionTextFormat } = request;
  const { customerReference, originEmailAddress } = request;
  return {
    subject,
    description,
    type,
    ...(priority !== undefined && { priority }),
    ...(accessMode !== undefined && { accessMode }),
    ...(descriptionTextFormat !== undefined && { descriptionTextFormat }),
    ...(customerReference !== undefined && { customerReference }),
    ...(originEmailAddress !== undefined && { originEmailAddress }),
  };
}

/** Members that name something; what names nothing is a problem. */
function namedBy(given: Given, request: CaseRequest) {
  const field = request.customer === undefined ? 'customerID' : 'customer';
  return {
    customer: given.customer(field, request.customer ?? request.customerID)?.index,
    service: given.service('service', request.service) as Case['service'],
    category: given.category('category', request.category) ?? null,
    assignedUser: given.user('assignedUser', request.assignedUser) ?? null,
    assignedTech: given.tech('assignedTech', request.assignedTech) ?? null,
    acl: membersOf(given, request),
    watchers: watchersOf(given, request),
    fields: (request.fields ?? []).map(({ field: name, value, values }) => ({
      field: String(name),
      values: (values ?? (value === undefined ? [] : [value])) as readonly Json[],
    })),
  };
}

function membersOf(given: Given, { aclMembers = [] }: CaseRequest): CreateCase['acl'] {
  return aclMembers.flatMap(({ userOrGroup, subjectID, level, addWatcher }) => {
    const name = userOrGroup ?? subjectID;
    const user = given.user('aclMembers', name);
    if (typeof user !== 'number') given.refuse('aclMembers', name ?? null);
    return typeof user !== 'number'
      ? []
      : [{ user, level: (level ?? 'read') satisfies AccessLevel, isWatcher: truth(addWatcher, true) }];
  });
}

function watchersOf(given: Given, { watchers = [] }: CaseRequest): readonly NewWatcher[] {
  return watchers.flatMap(({ type, userOrGroup, subjectID, destination, verbose }) => {
    const name = userOrGroup ?? subjectID;
    const user = given.user('watchers', name);
    if (typeof user !== 'number') given.refuse('watchers', name ?? null);
    return typeof user !== 'number'
      ? []
      : [{ type, user, destination: destination ?? null, isVerbose: truth(verbose, false) }];
  });
}

/** Where that was asked for, a case that nobody would be told of is refused. */
function checkIsTold(request: CaseRequest, { watchers, acl, notification }: CreateCase): void {
  if (!truth(request.rejectCreateWithoutNotification, false)) return;
  const extra = notification?.extraRecipients.length ?? 0;
  const isTold = extra > 0 || watchers.length > 0 || acl.some(({ isWatcher }) => isWatcher);
  if (!isTold)
    throw new ApiError(412, [
      {
        message: 'Nobody would be notified of the case',
        template: 'case.without.notification',
        field: 'rejectCreateWithoutNotification',
        parameter: 'true',
      },
    ]);
}
