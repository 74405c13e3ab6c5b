/** A case that was prepared and not created yet, as its answers show it: an id, and otherwise nothing. Source: docs/contract/argus.md §14.0.1 (PREPARED: answers only); its members are assumed. */
import { isoUtc } from '../../../../kernel/clock.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import type { Principal } from '../../access/access.ts';
import { customerInfo } from '../../common/models.ts';
import type { Case } from '../../generated/types.ts';
import { userAt } from '../case-model.ts';
import { caseServices } from './names.ts';

export function preparedCase({ world, clock }: Simulation, principal: Principal, id: number, isAborted: boolean): Case {
  const { account } = principal;
  const user = userAt(world, account.index);
  const now = clock.now();
  const [service = { id: 0, shortName: '', name: '' }] = caseServices;
  const none = { time: null, stamp: 0 };
  return {
    id,
    customer: customerInfo(account.customer, world.domain),
    service: { ...service, localizedName: service.name },
    category: null,
    type: 'securityIncident',
    status: 'pendingSoc',
    initialStatus: 'pendingSoc',
    priority: 'medium',
    initialPriority: 'medium',
    subject: '',
    description: '',
    descriptionTextFormat: 'html',
    descriptionTime: isoUtc(now),
    descriptionTimestamp: now,
    customerReference: null,
    accessMode: 'roleBased',
    reporter: user,
    assignedUser: null,
    assignedTech: null,
    createdByUser: user,
    lastUpdatedByUser: user,
    closedByUser: null,
    publishedByUser: null,
    createdTime: isoUtc(now),
    createdTimestamp: now,
    lastUpdatedTime: isoUtc(now),
    lastUpdatedTimestamp: now,
    closedTime: none.time,
    closedTimestamp: none.stamp,
    publishedTime: none.time,
    publishedTimestamp: none.stamp,
    customerDueTime: none.time,
    customerDueTimestamp: none.stamp,
    techDueTime: none.time,
    techDueTimestamp: none.stamp,
    lastAssociatedEventTime: none.time,
    lastAssociatedEventTimestamp: none.stamp,
    currentUserAccess: { level: 'owner', role: account.analyst ? 'tech' : 'user' },
    flags: isAborted ? ['PREPARED', 'DELETED'] : ['PREPARED'],
    originEmailAddress: null,
  };
}
