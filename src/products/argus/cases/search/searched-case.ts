/** What searches for cases read of one: its members, and all that was added to it. */
import type { Case, World } from '../../../../model/world.ts';
import { categoryIds, statusOf } from '../../common/models.ts';
import type { Principal } from '../../access/access.ts';
import type { CaseSubCriteria, UserInfo } from '../../generated/types.ts';
import { analystOf, flagsOf, updatedAt } from '../case-model.ts';

type Strategy<Name extends 'timeFieldStrategy' | 'userFieldStrategy' | 'keywordFieldStrategy'> = Exclude<
  NonNullable<CaseSubCriteria[Name]>[number],
  'all'
>;
export type CaseTime = Strategy<'timeFieldStrategy'>;
export type CaseRole = Strategy<'userFieldStrategy'>;
export type CaseText = Strategy<'keywordFieldStrategy'>;

/** What goes by id or short name. */
export interface Named {
  readonly id: number;
  readonly shortName: string;
}

export interface SearchedCase {
  readonly id: number;
  readonly customer: Named & { readonly production: boolean };
  readonly service: Named & { readonly flags: readonly string[] };
  readonly category: Named | null;
  readonly type: string;
  readonly status: string;
  readonly initialStatus: string;
  readonly priority: string;
  readonly initialPriority: string;
  readonly accessMode: string;
  readonly flags: readonly string[];
  /** Epoch milliseconds; null for what has not happened. */
  readonly times: Readonly<Record<CaseTime, number | null>>;
  readonly users: Readonly<Record<CaseRole, readonly Named[]>>;
  /** Those that the caller may read. */
  readonly texts: Readonly<Record<CaseText, readonly string[]>>;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly workflows: readonly { readonly workflow: string; readonly acknowledged: boolean }[];
  /** Fields that are set, by every name that they go by. */
  readonly fields: readonly { readonly names: readonly string[]; readonly values: readonly string[] }[];
  readonly access: readonly { readonly subject: Named; readonly level: string; readonly added: number }[];
}

/** Assumed: the operations centre handles its own service, to which events belong. */
const serviceFlags = ['HANDLED_BY_SOC', 'EVENT_ENABLED'];

/** What there is to search of a case, as a caller may read it. */
export function searchedCase(world: World, entry: Case, _principal: Principal): SearchedCase {
  const analyst = namedUser(analystOf(world, entry));
  const { id, customer, service, category, priority, opened, closed, restricted, subject, description } = entry;
  return {
    id,
    customer,
    service: { ...service, flags: serviceFlags },
    category: { id: categoryIds.get(category.id) ?? 0, shortName: category.id },
    type: 'securityIncident',
    status: statusOf(entry),
    initialStatus: 'pendingSoc',
    priority,
    initialPriority: priority,
    accessMode: restricted ? 'explicit' : 'roleBased',
    flags: flagsOf(entry),
    times: {
      createdTimestamp: opened,
      lastUpdatedTimestamp: updatedAt(entry),
      closedTimestamp: closed,
      publishedTimestamp: opened,
      customerDueTimestamp: null,
      techDueTimestamp: null,
    },
    users: {
      reporter: analyst,
      assignedUser: [],
      assignedTech: analyst,
      createdByUser: analyst,
      lastUpdatedByUser: analyst,
      closedByUser: closed === null ? [] : analyst,
      publishedByUser: analyst,
      commentedByUser: [],
      watchedByUser: [],
    },
    texts: { subject: [subject], description: [description], comments: [], customerReference: [], id: [String(id)] },
    tags: [],
    workflows: [],
    fields: [],
    access: [],
  };
}

const namedUser = (user: UserInfo | null): readonly Named[] =>
  user === null ? [] : [{ id: user.id, shortName: user.userName }];
