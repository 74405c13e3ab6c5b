/**
 * Properties that no sensor reported: when an agent read the event, when the engine stored it, who assessed it first and when.
 * Source: docs/contract/argus.md §12.11; that the first assessment counts is assumed.
 */
import { scaled, threefry } from '../../../kernel/random.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { Account, World } from '../../../model/world.ts';
import { engineTime, firstAssessment, type FirstAssessment } from './event-times.ts';
import type { EventTable } from './table.ts';

/** An event by what these follow from. */
export interface DerivedFrom {
  readonly row: number;
  readonly ordinal: number | null;
  /** When it happened. */
  readonly timestamp: number;
}

type Derived = (world: World, event: DerivedFrom) => number | null;

const derived: Readonly<Record<string, Derived>> = {
  // Only the World's own events went through an agent that says when it read them.
  'agent.parseTimestamp': (world, { row, timestamp }) =>
    submittedAt(world, row) === undefined ? parsedAt(world, row, timestamp) : null,
  'engine.persistTimestamp': (world, { row, timestamp }) => engineTime(world, row, timestamp),
  'argus.assessed.timestamp': (world, { row, ordinal }) => firstAssessment(world, row, ordinal)?.at ?? null,
  'argus.assessed.by.userid': (world, { row, ordinal }) =>
    firstAssessorOf(world, row, firstAssessment(world, row, ordinal))?.id ?? null,
};

export const derivedKeys: readonly string[] = Object.keys(derived);

export const isDerived = (key: string): boolean => Object.hasOwn(derived, key);

/** What is made by itself of any event, so that nobody can submit it. */
export const isEngines = (key: string): boolean => isDerived(key) && key !== 'agent.parseTimestamp';

const words = new Uint32Array(2);

/** Epoch milliseconds when the agent parsed an event: 20 to 2,000 ms after it happened. */
function parsedAt(world: World, row: number, timestamp: number): number {
  threefry(world.rowKey, eventNumberOf(world, row), 0x1000_0000, words);
  return timestamp + 20 + ((words[0] ?? 0) % 1981);
}

/** Who assessed an event in the routine of the operations centre, and what they said as one of so many things. */
export function routineAssessor(
  world: World,
  row: number,
): { readonly account: Account; readonly saying: (things: number) => number } {
  threefry([world.rowKey[0], world.rowKey[1] ^ 0x5f0c], eventNumberOf(world, row), 0, words);
  const [who = 0, what = 0] = words;
  const analysts = world.accounts.filter(({ analyst }) => analyst);
  const candidates = analysts.length > 0 ? analysts : world.accounts;
  return {
    account: candidates[scaled(who, candidates.length)] as Account,
    saying: (things) => scaled(what, things),
  };
}

function firstAssessorOf(world: World, row: number, first: FirstAssessment | null): Account | null {
  if (first === null) return null;
  if (first.account !== null) return world.accounts[first.account] ?? null;
  return submittedAt(world, row) === undefined ? routineAssessor(world, row).account : null;
}

/** Each such property that the event has, and its value, in the order of their keys. */
export function eachDerived(
  world: World,
  { row, ordinal, timestamp }: DerivedFrom,
  visit: (key: string, value: number) => void,
): void {
  if (submittedAt(world, row) === undefined) visit('agent.parseTimestamp', parsedAt(world, row, timestamp));
  visit('engine.persistTimestamp', engineTime(world, row, timestamp));
  const first = firstAssessment(world, row, ordinal);
  if (first === null) return;
  visit('argus.assessed.timestamp', first.at);
  const assessor = firstAssessorOf(world, row, first);
  if (assessor !== null) visit('argus.assessed.by.userid', assessor.id);
}

/** The text of such a property by row of a table; null for an event that does not have it. */
export function derivedTextOf(table: EventTable, key: string): (row: number) => string | null {
  const created = table.time('created');
  const { world, identify } = table;
  return (row) => {
    const value = derived[key]?.(world, { ...identify(row), timestamp: created(row) }) ?? null;
    return value === null ? null : String(value);
  };
}
