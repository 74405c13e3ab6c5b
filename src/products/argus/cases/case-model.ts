/** A case as cases/v2 shows it. Source: fixture of the XSOAR pack (argus_case_metadata.json); contract/argus.md §8. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { Case, User, World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import type { Case as CaseModel, UserInfo } from '../generated/types.ts';
import { categoryIds, customerInfo, statusOf, userInfo } from '../common/models.ts';

export const flagsOf = ({ mergedInto }: Case): CaseModel['flags'] => (mergedInto === null ? [] : ['MERGED']);

/** When it was last touched: here, when it was closed, or else opened. */
export const updatedAt = ({ opened, closed }: Case): number => closed ?? opened;

/** Cases are opened and closed by analysts, in turn. */
export function analystOf(world: World, { index }: Case): UserInfo | null {
  const analysts = world.accounts.filter((account) => account.analyst);
  const account = analysts[index % Math.max(1, analysts.length)];
  return account === undefined ? null : userInfo(world.users()[account.index] as User, world.domain);
}

export function caseModel(world: World, entry: Case, principal: Principal, withDescription: boolean): CaseModel {
  const analyst = analystOf(world, entry);
  const { id, subject, priority, opened, closed, service, category, restricted } = entry;
  const updated = updatedAt(entry);
  return {
    id,
    customer: customerInfo(entry.customer, world.domain),
    service: { ...service, localizedName: service.name },
    category: {
      id: categoryIds.get(category.id) ?? 0,
      shortName: category.id,
      name: category.name,
      localizedName: category.name,
    },
    type: 'securityIncident',
    initialStatus: 'pendingSoc',
    status: statusOf(entry),
    initialPriority: priority,
    priority,
    subject,
    description: withDescription ? entry.description : null,
    customerReference: null,
    accessMode: restricted ? 'explicit' : 'roleBased',
    reporter: analyst,
    assignedUser: null,
    assignedTech: analyst,
    createdTimestamp: opened,
    createdByUser: analyst,
    lastUpdatedTimestamp: updated,
    lastUpdatedByUser: analyst,
    closedTimestamp: closed,
    closedByUser: closed === null ? null : analyst,
    publishedTimestamp: opened,
    publishedByUser: analyst,
    flags: flagsOf(entry),
    currentUserAccess: { level: 'read', role: principal.account.analyst ? 'tech' : 'user' },
    workflows: [],
    originEmailAddress: null,
    createdTime: isoUtc(opened),
    lastUpdatedTime: isoUtc(updated),
    closedTime: closed === null ? null : isoUtc(closed),
    publishedTime: isoUtc(opened),
  };
}
