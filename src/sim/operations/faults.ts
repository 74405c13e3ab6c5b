/** The fault rules of a world, looked up for each call: what is played may change. All throw ControlError. */
import type { FaultState } from '../faults/faults.ts';
import { ControlError, refusing } from '../problems/problem.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

const faultsOf = (slot: WorldSlot) => slot.runtime().faults;

/** Adds a rule after all others. */
export const addFault = (slot: WorldSlot, rule: unknown): FaultState =>
  refusing('bad-fault', () => faultsOf(slot).add(rule));

/** Puts these in the place of all there are, or none of them when one is wrong. */
export const replaceFaults = (slot: WorldSlot, rules: readonly unknown[]): readonly FaultState[] =>
  refusing('bad-fault', () => faultsOf(slot).replace(rules));

/** All rules, in their order, with how often each was asked and hit. */
export const listFaults = (slot: WorldSlot): readonly FaultState[] => faultsOf(slot).list();

export const findFault = (slot: WorldSlot, name: string): FaultState | null => faultsOf(slot).get(name);

/** False when there is none of that name. */
export const removeFault = (slot: WorldSlot, name: string): boolean => faultsOf(slot).remove(name);

export const clearFaults = (slot: WorldSlot): void => faultsOf(slot).clear();

export const unknownFault = (name: string): ControlError =>
  new ControlError('unknown-fault', `There is no fault "${name}".`);
