/** Writes a history down while it happens. */
import type {
  ClockOperation,
  CountedOperation,
  Counter,
  FinalState,
  History,
  ListOperation,
  Operation,
  RegisterOperation,
  WorldOperation,
} from '../checker/history.ts';

export type Recorder = ReturnType<typeof makeRecorder>;

/** `diedAt` says when the machine of the store died; infinite where it lives. */
export function makeRecorder(diedAt: () => number = () => Infinity) {
  const lists = new Map<string, ListOperation[]>();
  const registers = new Map<string, { initial: string; operations: RegisterOperation[] }>();
  const worlds = new Map<string, WorldOperation[]>();
  const nonces = new Map<string, Operation[]>();
  const counters = new Map<string, { every: number; operations: CountedOperation[]; sequence: Counter['sequence'] }>();
  const clocks = new Map<string, ClockOperation[]>();
  const states: FinalState[] = [];
  const unexpected: string[] = [];
  const counts = { done: 0, refused: 0, unknown: 0 };
  const into = <Each>(map: Map<string, Each[]>, object: string, each: Each): void => {
    const all = map.get(object);
    if (all === undefined) map.set(object, [each]);
    else all.push(each);
  };
  return {
    list: (object: string, each: ListOperation): void => into(lists, object, each),
    /** Names a register and what it is at first. */
    register: (object: string, initial: string): unknown => registers.set(object, { initial, operations: [] }),
    value: (object: string, each: RegisterOperation): unknown => registers.get(object)?.operations.push(each),
    world: (object: string, each: WorldOperation): void => into(worlds, object, each),
    nonce: (object: string, each: Operation): void => into(nonces, object, each),
    counter: (object: string, every: number): unknown =>
      counters.set(object, { every, operations: [], sequence: null }),
    counted: (object: string, each: CountedOperation): unknown => counters.get(object)?.operations.push(each),
    sequence: (object: string, sequence: Counter['sequence']): void => {
      const counter = counters.get(object);
      if (counter !== undefined) counter.sequence = sequence;
    },
    clock: (object: string, each: ClockOperation): void => into(clocks, object, each),
    state: (each: FinalState): unknown => states.push(each),
    /** Notes of requests are promised to be there for as long as the machine of the store lives: each life has a journal. */
    journal: (): string => (diedAt() <= performance.now() ? 'journal after' : 'journal'),
    /** Notes an answer that no right server gives. */
    unexpected: (text: string): unknown => unexpected.push(text),
    /** How many operations there were of each outcome. */
    count: (outcome: Operation['outcome']): unknown => counts[outcome]++,
    counts,
    unexpectedAnswers: unexpected,
    history: (): History => ({ lists, registers, worlds, nonces, counters, clocks, states }),
  };
}
