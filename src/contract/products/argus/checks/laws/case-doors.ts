/** How what was written to a case is seen through its doors. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../../kernel/schema.ts';
import { at, textsAt } from '../../../../lists/item.ts';
import { listOf, member, type Ask } from '../../../../terms/exchange.ts';

export type Members = Readonly<Record<string, Json>>;

/** What of a target a case can be made with. */
export interface CaseStock {
  readonly users: readonly Json[];
  readonly customers: readonly Json[];
  readonly customerIDs: readonly Json[];
  readonly categories: readonly Json[];
  readonly services: readonly Json[];
}

/** A write to a case, and what is seen by it afterwards: by operation, how, and what that must be. */
export interface CaseTrial {
  readonly params?: Ask['params'];
  readonly body: Members;
  readonly doors: readonly CaseDoor[];
  /** The case that is written to, where it is another than the one that was made for the trial. */
  readonly about?: Json;
}

/** A trial of what something must be there for: the writes that make it, and what is tried of what they answered. */
interface PreparedTrial {
  readonly before: readonly (Omit<Ask, 'operation'> & { readonly operation: string })[];
  readonly trial: (made: readonly Json[]) => CaseTrial;
}

/** By operation. */
export type TrialsOf = Readonly<Record<string, (known: CaseStock) => readonly (CaseTrial | PreparedTrial)[]>>;

interface CaseDoor {
  readonly operation: string;
  readonly query?: Ask['query'];
  readonly evidence?: 'assumed';
  /** `answered` is what the write itself said. */
  readonly sees: readonly (readonly [name: string, shown: (data: Json, answered: Json) => Json, expected: Json])[];
}

export const path =
  (where: string) =>
  (data: Json): Json =>
    at(data, where) ?? null;
export const flag =
  (name: string) =>
  (data: Json): Json =>
    textsAt(data, 'flags').includes(name);
/** Values of a member of a list's items that a condition holds of. */
export const valuesAmong =
  (where: string, wanted: readonly Json[]) =>
  (data: Json): Json =>
    wanted.filter((value) => listOf(data).some((one) => at(one, where) === value));
/** A member of the one item that is known by another. */
export const withMember =
  (where: string, known: Json, name: string) =>
  (data: Json): Json =>
    at(listOf(data).find((one) => at(one, where) === known) ?? null, name) ?? null;
export const nameOfUser = (user: Json | undefined): Json => member(user, 'userName') ?? null;
export const idOfUser = (user: Json | undefined): Json => member(user, 'id') ?? null;
export const last =
  (where: string) =>
  (data: Json): Json =>
    at(listOf(data).at(-1) ?? null, where) ?? null;
/** Whether the last of a list has a flag. */
export const flagOfLast =
  (name: string) =>
  (data: Json): Json =>
    flag(name)(listOf(data).at(-1) ?? null);

export const metadata = (...sees: CaseDoor['sees']): CaseDoor => ({
  operation: 'getCaseMetadataById',
  query: { skipRedirect: 'true' },
  sees,
});
export const door = (operation: string, sees: CaseDoor['sees'], query: Ask['query'] = { limit: 0 }): CaseDoor => ({
  operation,
  query,
  sees,
});

/** Members that let nobody be told of a write, and where the history says so. */
export const silence: Members = { skipEmail: true, skipSMS: true };
export const silently: CaseDoor = {
  operation: 'listCaseHistory',
  query: { limit: 0, sortBy: 'timestamp' },
  sees: [['notification', flagOfLast('SKIP_NOTIFICATION'), true]],
  evidence: 'assumed',
};
