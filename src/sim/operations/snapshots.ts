/** Snapshots of a world by name, and states that come from outside. All throw ControlError. */
import { isoUtc } from '../../kernel/clock.ts';
import { QuotaExceeded } from '../../kernel/quota.ts';
import type { Sliced } from '../../kernel/slices.ts';
import { violations } from '../../kernel/schema.ts';
import { ControlError, refusing } from '../problems/problem.ts';
import type { Exported } from '../worlds/exported.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** Puts a state in the place of all that has been written; the present one is untouched when it does not fit. */
export function* restore(slot: WorldSlot, state: Exported): Sliced<void> {
  try {
    yield* slot.restoring(state);
  } catch (error) {
    refusing('bad-state', () => {
      throw error;
    });
  }
}

/** Takes a snapshot, in place of one of that name. */
export function takeSnapshot(slot: WorldSlot, name: string): { readonly state: Exported; readonly isNew: boolean } {
  const isNew = !slot.snapshots.has(name);
  const state = slot.snapshot();
  try {
    slot.keepSnapshot(name, state);
  } catch (error) {
    if (!(error instanceof QuotaExceeded)) throw error;
    throw new ControlError(
      'too-many',
      `There is room for no more than ${error.most} ${error.quota}; delete a snapshot.`,
    );
  }
  return { state, isNew };
}

export function findSnapshot({ snapshots }: WorldSlot, name: string): Exported {
  const found = snapshots.get(name);
  if (found === undefined) throw new ControlError('unknown-snapshot', `There is no snapshot "${name}".`);
  return found;
}

/** A state as it came. An import that was cut in half is no JSON, or lacks what its schema asks for. */
export function stateOf(text: string): Exported {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (error) {
    throw new ControlError('malformed-json', error instanceof Error ? error.message : 'The state is not JSON.');
  }
  const [first] = violations('sim/state.schema.json', state);
  if (first !== undefined) {
    const place = first.path.length === 0 ? 'the state' : first.path.join('.');
    throw new ControlError('bad-state', `${place} ${first.message}`);
  }
  return state as Exported;
}

/** What is told of a snapshot. */
export const snapshotFacts = (name: string, { now, commands }: Exported): object => ({
  name,
  instant: isoUtc(now),
  commands: commands.length,
});
