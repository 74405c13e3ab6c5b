/** A case as cases/v2 shows it. Source: docs/contract/argus.md §14.0.2; fixture of the XSOAR pack (argus_case_metadata.json). */
import { isoUtc } from '../../../kernel/clock.ts';
import type { User, World } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { Case as CaseModel, UserInfo } from '../generated/types.ts';
import { categoryIds, customerInfo, statusOf, userInfo } from '../common/models.ts';
import { eventsOfCase } from './case-events.ts';
import type { FoundCase } from './find.ts';
import { isDeleted, type CasePart } from './records/records.ts';

/** The user of an account; null for nobody. */
export function userAt(world: World, account: number | null): UserInfo | null {
  const user: User | undefined = account === null ? undefined : world.users()[account];
  return user === undefined ? null : userInfo(user, world.domain);
}

/** An instant as text and as a number: null and 0 for none. */
export const instantPair = (at: number | null): { readonly text: string | null; readonly number: number } => ({
  text: at === null ? null : isoUtc(at),
  number: at ?? 0,
});

/** Flags that were set, and those that follow from what there is. What PUBLISHED and DEFAULT_CONTACTS say is assumed. */
export function flagsOf(simulation: Simulation, { entry, file, isTech }: FoundCase): CaseModel['flags'] {
  const isShown = (part: CasePart): boolean => !isDeleted(part) && (isTech || !part.flags.includes('INTERNAL'));
  const derived = [
    [file.comments.some(isShown), 'HAS_COMMENTS'],
    [file.attachments.some(isShown), 'HAS_ATTACHMENT'],
    [eventsOfCase(simulation, entry).count > 0, 'HAS_EVENTS'],
    [entry.mergedInto !== null, 'MERGED'],
    [file.publishedAt !== null, 'PUBLISHED'],
    [file.hasDefaultWatchers, 'DEFAULT_CONTACTS'],
    [file.transactions.some(({ notifications }) => notifications.length > 0), 'NOTIFIED'],
  ] as const;
  return [...new Set([...file.flags, ...derived.flatMap(([isTrue, flag]) => (isTrue ? [flag] : []))])];
}

/** When an event was last associated with it; null for never. */
const lastEvent = (simulation: Simulation, { entry, file }: FoundCase): number | null => {
  const { last } = eventsOfCase(simulation, entry);
  return file.eventAt === null || last === null ? (file.eventAt ?? last) : Math.max(file.eventAt, last);
};

/** What a request asks for besides the usual. */
export interface CaseExtras {
  readonly description: boolean;
  readonly workflows: boolean;
}

export const usualCase: CaseExtras = { description: true, workflows: false };

export function caseModel(simulation: Simulation, found: FoundCase, extras: CaseExtras = usualCase): CaseModel {
  const { world } = simulation;
  const { entry, file } = found;
  const { category, service } = entry;
  const user = (account: number | null): UserInfo | null => userAt(world, account);
  const [closed, published, customerDue, techDue] = [
    instantPair(entry.closed),
    instantPair(file.publishedAt),
    instantPair(file.customerDue),
    instantPair(file.techDue),
  ];
  const associated = instantPair(lastEvent(simulation, found));
  return {
    id: entry.id,
    customer: customerInfo(entry.customer, world.domain),
    service: { ...service, localizedName: service.name },
    category: category && {
      id: categoryIds.get(category.id) ?? 0,
      shortName: category.id,
      name: category.name,
      localizedName: category.name,
    },
    type: file.type,
    status: statusOf(entry),
    initialStatus: file.initialStatus,
    priority: entry.priority,
    initialPriority: file.initialPriority,
    subject: entry.subject,
    ...(extras.description && { description: entry.description }),
    descriptionTextFormat: file.descriptionTextFormat,
    descriptionTime: isoUtc(file.descriptionAt),
    descriptionTimestamp: file.descriptionAt,
    customerReference: file.customerReference,
    accessMode: file.accessMode,
    reporter: user(file.reporter),
    assignedUser: user(file.assignedUser),
    assignedTech: user(file.assignedTech),
    createdByUser: user(file.createdBy),
    lastUpdatedByUser: user(file.updatedBy),
    closedByUser: user(entry.closed === null ? null : file.closedBy),
    publishedByUser: user(file.publishedBy),
    createdTime: isoUtc(entry.opened),
    createdTimestamp: entry.opened,
    lastUpdatedTime: isoUtc(file.updatedAt),
    lastUpdatedTimestamp: file.updatedAt,
    closedTime: closed.text,
    closedTimestamp: closed.number,
    publishedTime: published.text,
    publishedTimestamp: published.number,
    customerDueTime: customerDue.text,
    customerDueTimestamp: customerDue.number,
    techDueTime: techDue.text,
    techDueTimestamp: techDue.number,
    lastAssociatedEventTime: associated.text,
    lastAssociatedEventTimestamp: associated.number,
    currentUserAccess: { level: found.level, role: found.isTech ? 'tech' : 'user' },
    flags: flagsOf(simulation, found),
    originEmailAddress: file.originEmailAddress,
    ...(extras.workflows && {
      workflows: file.workflows
        .filter((workflow) => !isDeleted(workflow))
        .map(({ workflow, acknowledgedAt }) => ({
          workflow,
          state: acknowledgedAt === null ? ('requested' as const) : ('acknowledged' as const),
        })),
    }),
  };
}
