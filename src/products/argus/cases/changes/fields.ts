/** Members of a case that writes set: each is compared, set and noted. Source: docs/contract/argus.md §14.0.4. */
import type { Case } from '../../../../model/world.ts';
import { statusOf } from '../../common/models.ts';
import { withFlag, isDeleted, type CaseFile } from '../records/records.ts';
import type { OpenStatus } from '../records/names.ts';
import type { NotedChange, Draft } from './draft.ts';

/** A status other than closed; a closed case is open again with it. */
export function setStatus(draft: Draft, status: OpenStatus): void {
  const { entry, file } = draft;
  const before = statusOf(entry);
  if (before === status) return;
  draft.note({ field: 'status', objectType: 'status', value: status, previousValue: before });
  if (before === 'closed') {
    file.closedBy = null;
    setFlag(draft, 'REOPENED');
  }
  draft.put({ status, closed: null });
}

/** Closes the case; one that is closed stays closed as it was. */
export function closeIt(draft: Draft): void {
  const { entry, file, at, by } = draft;
  if (entry.closed !== null) return;
  draft.note({ field: 'status', objectType: 'status', value: 'closed', previousValue: statusOf(entry) });
  draft.put({ status: 'closed', closed: at });
  file.closedBy = by;
}

export function setFlag(draft: Draft, flag: CaseFile['flags'][number]): void {
  const { file } = draft;
  if (file.flags.includes(flag)) return;
  file.flags = withFlag(file.flags, flag);
  draft.note({ field: 'setFlag', objectType: 'flag', value: flag });
}

/** Sets a member of the World's record, which events show as well. */
export function setShared<Name extends 'subject' | 'description' | 'priority'>(
  draft: Draft,
  name: Name,
  value: Case[Name],
): boolean {
  const before = draft.entry[name];
  if (before === value) return false;
  draft.note({
    field: name,
    objectType: name === 'priority' ? 'priority' : 'string',
    value: String(value),
    previousValue: String(before),
  });
  draft.put({ [name]: value });
  return true;
}

type Own = 'customerReference' | 'assignedUser' | 'assignedTech' | 'reporter' | 'customerDue' | 'techDue' | 'type';

const told: Readonly<Record<Own, Pick<NotedChange, 'field' | 'objectType'>>> = {
  customerReference: { field: 'customerReference', objectType: 'string' },
  assignedUser: { field: 'assignedUserID', objectType: 'user' },
  assignedTech: { field: 'assignedTechID', objectType: 'user' },
  reporter: { field: 'reporterID', objectType: 'user' },
  customerDue: { field: 'customerDueTimestamp', objectType: 'timestamp' },
  techDue: { field: 'techDueTimestamp', objectType: 'timestamp' },
  type: { field: 'type', objectType: 'caseType' },
};

/** Sets a member of the case's file; users are told by their ids. */
export function setOwn<Name extends Own>(draft: Draft, name: Name, value: CaseFile[Name]): void {
  const { file, world } = draft;
  const before = file[name];
  if (before === value) return;
  const isUser = told[name].objectType === 'user';
  const text = (one: CaseFile[Name]): string | null =>
    one === null ? null : String(isUser ? world.accounts[Number(one)]?.id : one);
  draft.note({ ...told[name], value: text(value), previousValue: text(before) });
  file[name] = value;
}

/**
 * Has the World's record say who may read the case: besides the operations centre, everybody at the customer, or those
 * alone whom its access list names. A case that was not published is the operations centre's.
 */
export function guard(draft: Draft): void {
  const { file, entry } = draft;
  const { restricted, readers } = guardOf(file);
  if (restricted !== entry.restricted || String(readers) !== String(entry.readers ?? []))
    draft.put({ restricted, readers });
}

export function guardOf({ accessMode, acl, publishedAt }: CaseFile): Required<Pick<Case, 'restricted' | 'readers'>> {
  const isListed = accessMode === 'readRestricted' || accessMode === 'explicit';
  const readers = acl.filter((one) => !isDeleted(one)).map(({ user }) => user);
  return {
    restricted: isListed || publishedAt === null,
    readers: isListed && publishedAt !== null ? [...new Set(readers)] : [],
  };
}
