/** The order of found cases. Source: docs/contract/argus.md §14.0.5; what is not there sorts as the smallest, and words as they are written: assumed. */
import type { CaseCriteria } from '../../generated/types.ts';
import type { SearchedCase, CaseRole, CaseTime } from './searched-case.ts';

type SortKey = Exclude<NonNullable<CaseCriteria['sortBy']>[number], `-${string}`>;
type Read = (file: SearchedCase) => number | string;

const byTime =
  (time: CaseTime): Read =>
  ({ times }) =>
    times[time] ?? 0;
const byUser =
  (role: CaseRole): Read =>
  ({ users }) =>
    users[role][0]?.shortName ?? '';

const priorities = ['low', 'medium', 'high', 'critical'];

const keys: { readonly [Key in SortKey]: Read } = {
  id: ({ id }) => id,
  reporter: byUser('reporter'),
  createdByUser: byUser('createdByUser'),
  createdTimestamp: byTime('createdTimestamp'),
  lastUpdatedByUser: byUser('lastUpdatedByUser'),
  lastUpdatedTimestamp: byTime('lastUpdatedTimestamp'),
  assignedUser: byUser('assignedUser'),
  assignedTech: byUser('assignedTech'),
  closedByUser: byUser('closedByUser'),
  closedTimestamp: byTime('closedTimestamp'),
  customerDueTimestamp: byTime('customerDueTimestamp'),
  techDueTimestamp: byTime('techDueTimestamp'),
  publishedByUser: byUser('publishedByUser'),
  publishedTimestamp: byTime('publishedTimestamp'),
  customer: ({ customer }) => customer.shortName,
  priority: ({ priority }) => priorities.indexOf(priority),
  status: ({ status }) => status,
  type: ({ type }) => type,
  service: ({ service }) => service.shortName,
  category: ({ category }) => category?.shortName ?? '',
  subject: ({ texts }) => texts.subject[0] ?? '',
};

/** Newest first unless told otherwise (assumed), and by id where all else is equal. */
export function caseOrder(
  sortBy: NonNullable<CaseCriteria['sortBy']>,
): (one: SearchedCase, other: SearchedCase) => number {
  const wanted = [...(sortBy.length === 0 ? (['-createdTimestamp'] as const) : sortBy), 'id' as const].map((text) => ({
    read: keys[text.replace(/^-/, '') as SortKey],
    sign: text.startsWith('-') ? -1 : 1,
  }));
  return (one, other) => {
    for (const { read, sign } of wanted) {
      const [mine, yours] = [read(one), read(other)];
      if (mine !== yours) return mine < yours ? -sign : sign;
    }
    return 0;
  };
}
