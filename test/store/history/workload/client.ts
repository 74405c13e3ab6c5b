/** A client: asks one replica after another, and says of each answer when it was asked for, when it came, and what it means. */
import type { Stream } from '../../../../src/kernel/random.ts';
import type { Operation } from '../checker/history.ts';
import { ask, type Answered, type Question, type Target } from './ask.ts';
import type { Recorder } from './recorder.ts';

export const key = '1/2/mysecretapikey';
export const asKey = { 'Argus-API-Key': key };

/** An answer, or null where there was none; statuses of 500 and more leave open what became of the request. */
export interface Told {
  readonly operation: Operation;
  readonly status: number;
  /** The body, where it is JSON. */
  readonly json: any;
}

export interface Client {
  readonly number: number;
  readonly chance: Stream;
  readonly recorder: Recorder;
  readonly targets: readonly Target[];
  /** A text that no other client makes. */
  readonly fresh: (what: string) => string;
  /** Asks the next replica; null where nobody heard. Statuses other than `expected` are noted, and count as unknown. */
  readonly tell: (question: Question, expected: Expected) => Promise<Told | null>;
  /** The same of one replica. */
  readonly tellAt: (target: Target, question: Question, expected: Expected) => Promise<Told | null>;
}

/** What the statuses mean that may be answered. */
export type Expected = Readonly<Record<number, 'done' | 'refused'>>;

export function makeClient(
  number: number,
  chance: Stream,
  { recorder, targets }: { readonly recorder: Recorder; readonly targets: readonly Target[] },
): Client {
  let next = number;
  let made = 0;
  const tellAt: Client['tellAt'] = async (target, question, expected) => {
    const invoked = performance.now();
    const answered = await ask(target, question);
    if (answered === 'unheard') return null;
    const when = { client: number, replica: target.name, invoked };
    const told = meaningOf(answered, when, expected);
    recorder.count(told.operation.outcome);
    if (answered !== 'unanswered' && answered.status < 500 && expected[answered.status] === undefined)
      recorder.unexpected(
        `${question.method ?? 'GET'} ${question.path} at ${target.name}: ${answered.status} ${answered.text.slice(0, 300)}`,
      );
    return told;
  };
  return {
    number,
    chance,
    recorder,
    targets,
    fresh: (what) => `${what}-${number}-${made++}`,
    tellAt,
    tell: async (question, expected) => {
      const target = targets[next++ % targets.length];
      return target === undefined ? null : tellAt(target, question, expected);
    },
  };
}

function meaningOf(
  answered: Exclude<Answered, 'unheard'>,
  when: Pick<Operation, 'client' | 'replica' | 'invoked'>,
  expected: Expected,
): Told {
  const outcome = answered === 'unanswered' ? undefined : expected[answered.status];
  if (answered === 'unanswered' || outcome === undefined)
    return {
      operation: { ...when, completed: Infinity, outcome: 'unknown' },
      status: answered === 'unanswered' ? 0 : answered.status,
      json: null,
    };
  return {
    operation: { ...when, completed: performance.now(), outcome },
    status: answered.status,
    json: answered.headers['content-type']?.includes('json') === true ? JSON.parse(answered.text) : null,
  };
}
