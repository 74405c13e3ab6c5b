/** What searches for cases read of one: its members, and all that was added to it. */
import type { Json } from '../../../../kernel/schema.ts';
import type { World } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { categoryIds, statusOf } from '../../common/models.ts';
import type { CaseSubCriteria } from '../../generated/types.ts';
import { flagsOf, userAt } from '../case-model.ts';
import type { FoundCase } from '../find.ts';
import { serviceFlags } from '../records/names.ts';
import { commentsFor } from '../part-models.ts';
import { isDeleted, isWatching } from '../records/records.ts';

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

/** What there is to search of a case, as a caller may read it. */
export function searchedCase(simulation: Simulation, found: FoundCase): SearchedCase {
  const { world } = simulation;
  const { entry, file } = found;
  const { id, customer, service, category, priority, opened, closed, subject, description } = entry;
  const user = (account: number | null): readonly Named[] => namedUser(world, account);
  const comments = commentsFor(found).filter((comment) => !isDeleted(comment) && comment.replacedBy === null);
  const watchers = file.watchers.filter(isWatching);
  return {
    id,
    customer,
    service: { ...service, flags: serviceFlags },
    category: category && { id: categoryIds.get(category.id) ?? 0, shortName: category.id },
    type: file.type,
    status: statusOf(entry),
    initialStatus: file.initialStatus,
    priority,
    initialPriority: file.initialPriority,
    accessMode: file.accessMode,
    flags: flagsOf(simulation, found),
    times: {
      createdTimestamp: opened,
      lastUpdatedTimestamp: file.updatedAt,
      closedTimestamp: closed,
      publishedTimestamp: file.publishedAt,
      customerDueTimestamp: file.customerDue,
      techDueTimestamp: file.techDue,
    },
    users: {
      reporter: user(file.reporter),
      assignedUser: user(file.assignedUser),
      assignedTech: user(file.assignedTech),
      createdByUser: user(file.createdBy),
      lastUpdatedByUser: user(file.updatedBy),
      closedByUser: user(closed === null ? null : file.closedBy),
      publishedByUser: user(file.publishedBy),
      commentedByUser: comments.flatMap(({ addedBy }) => user(addedBy)),
      watchedByUser: watchers.flatMap((watcher) => user(watcher.user)),
    },
    texts: {
      subject: [subject],
      description: [description],
      comments: comments.map(({ text }) => text),
      customerReference: file.customerReference === null ? [] : [file.customerReference],
      id: [String(id)],
    },
    tags: file.tags.filter((tag) => !isDeleted(tag)),
    workflows: file.workflows
      .filter((workflow) => !isDeleted(workflow))
      .map(({ workflow, acknowledgedAt }) => ({ workflow, acknowledged: acknowledgedAt !== null })),
    fields: Object.entries(file.fields).map(([name, values]) => ({
      names: [name],
      values: (values as readonly Json[]).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    })),
    access: file.acl
      .filter((one) => !isDeleted(one))
      .flatMap(({ user: account, level, addedAt }) =>
        user(account).map((subjectOf) => ({ subject: subjectOf, level, added: addedAt })),
      ),
  };
}

const namedUser = (world: World, account: number | null): readonly Named[] => {
  const one = userAt(world, account);
  return one === null ? [] : [{ id: one.id, shortName: one.userName }];
};
