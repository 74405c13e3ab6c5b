/** All that a history can show to be wrong. */
import { checkCounter } from './counters.ts';
import {
  told,
  type ClockOperation,
  type FinalState,
  type History,
  type NonceOperation,
  type Violation,
} from './history.ts';
import { checkList } from './lists.ts';
import { contradictions } from './order.ts';
import { checkRegister } from './registers.ts';
import { checkWorld } from './worlds.ts';

export function check(history: History): readonly Violation[] {
  return [
    ...[...history.lists].flatMap(([object, operations]) => checkList(object, operations)),
    ...[...history.registers].flatMap(([object, { initial, operations }]) =>
      checkRegister(object, initial, operations),
    ),
    ...[...history.worlds].flatMap(([object, operations]) => checkWorld(object, operations)),
    ...[...history.nonces].flatMap(([object, operations]) => checkNonce(object, operations)),
    ...[...history.counters].flatMap(([object, counter]) => checkCounter(object, counter)),
    ...[...history.clocks].flatMap(([object, operations]) => checkClock(object, operations)),
    ...checkStates(history.states),
  ];
}

/** A nonce is good once: for one of those who use it, and not for who begins after another was answered. */
export function checkNonce(object: string, operations: readonly NonceOperation[]): readonly Violation[] {
  const [first, second] = operations.filter(({ outcome }) => outcome === 'done');
  if (first !== undefined && second !== undefined)
    return [{ wrong: 'doubled', object, text: `used twice: ${told(first)} and ${told(second)}` }];
  const refused = operations.filter(({ outcome }) => outcome === 'refused');
  const couldUse = operations.filter(({ outcome }) => outcome !== 'refused');
  const early = refused.find(({ completed }) => couldUse.every(({ invoked }) => invoked > completed));
  if (early === undefined) return [];
  return [{ wrong: 'invented', object, text: `refused before anybody could have used it: ${told(early)}` }];
}

/** Time never goes back, whoever looks. */
export function checkClock(object: string, operations: readonly ClockOperation[]): readonly Violation[] {
  const order = operations
    .filter(({ outcome }) => outcome === 'done')
    .sort((one, other) => one.now - other.now || one.invoked - other.invoked);
  return [...contradictions(order)].map(([later, earlier]) => ({
    wrong: 'not monotonic',
    object,
    text: `it was ${earlier.now} for ${told(earlier)} and then ${later.now} for ${told(later)}`,
  }));
}

/** In the end all replicas are the same. */
export function checkStates(states: readonly FinalState[]): readonly Violation[] {
  const first = new Map<string, FinalState>();
  return states.flatMap((state) => {
    const other = first.get(state.object);
    if (other === undefined) first.set(state.object, state);
    if (other === undefined || other.hash === state.hash) return [];
    const text = `${state.hash} at ${state.replica} and ${other.hash} at ${other.replica}`;
    return [{ wrong: 'diverged', object: state.object, text }];
  });
}
