/** The fault rules of a world, looked up for each call: what is played may change. */
import type { Faults } from '../faults/faults.ts';
import { refusing } from '../problems/problem.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** As the world has them, but whatever is wrong with a rule is a ControlError. */
export function faultsOfWorld(slot: WorldSlot): Faults {
  const { faults } = slot.runtime();
  return {
    ...faults,
    add: (rule) => refusing('bad-fault', () => faults.add(rule)),
    replace: (rules) => refusing('bad-fault', () => faults.replace(rules)),
  };
}
