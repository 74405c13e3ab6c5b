/** What an operator is: a way to be wrong, applied by the tables wherever it fits. */
import type { Check, Family } from '../../../src/contract/terms/check.ts';
import type { Mutant, Next, Sent, Given, Surroundings } from '../mutant.ts';
import type { Door } from './doors.ts';

/** What a server gets wrong, as the published table groups it. */
export const kinds = [
  'paging',
  'counts',
  'sorting',
  'criteria',
  'equality',
  'time',
  'access',
  'statuses',
  'headers',
  'bytes',
  'members',
  'leaks',
  'files',
  'writes',
] as const;

export type Kind = (typeof kinds)[number];

/** Answers requests of one operation in the simulator's place; `next` asks it. */
export type Misbehaviour = (sent: Sent, next: Next) => Promise<Given>;

export interface Operator {
  /** Kebab-case, unique. */
  readonly name: string;
  readonly kind: Kind;
  /** One sentence: what the server does wrong; `{place}` stands for the member, criterion, size or the like. */
  readonly says: string;
  /** Families of checks, or single ones, that should find it: what others find by the way does not count. */
  readonly foundBy: readonly (Family | Check['id'])[];
  /** Where in an operation it fits: members, criteria, sizes; one empty name for the operation as a whole, none where it does not. */
  readonly places: (door: Door) => readonly string[];
  /** Makes the misbehaviour anew, with a memory of its own. */
  readonly at: (place: string, door: Door, around: Surroundings) => Misbehaviour;
}

/** An operator at one place of one operation. */
export interface DerivedMutant extends Mutant {
  readonly operator: Operator;
  readonly door: Door;
  readonly place: string;
}

/** All of an operation, where a condition holds. */
export const whole =
  (fits: (door: Door) => boolean = () => true) =>
  (door: Door): readonly string[] =>
    fits(door) ? [''] : [];
