/** Puts the sample of a target together; nothing is asked before somebody wants to know. */
import type { Answer, Ask } from '../exchange.ts';
import type { Api, Operation } from '../operation.ts';
import { sampleArgus, type AskFor } from '../products/argus/sample.ts';
import { exampleOf } from './example.ts';
import type { Sample } from './sample.ts';
import { sampleUsm } from '../products/usm/sample.ts';

export type Memo = <T>(name: string, make: () => Promise<T>) => Promise<T>;

/** Remembers what was made under a name; what failed to be made is made again. */
export function makeMemo(): Memo {
  const made = new Map<string, Promise<unknown>>();
  return <T>(name: string, make: () => Promise<T>): Promise<T> => {
    const known = made.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const fresh = make();
    made.set(name, fresh);
    fresh.catch(() => made.delete(name));
    return fresh;
  };
}

export function makeSample(
  apis: readonly Api[],
  send: (operation: Operation, ask: Ask) => Promise<Answer>,
  memo: Memo,
): Sample {
  const byKey = new Map(apis.flatMap((api) => api.operations).map((operation) => [operation.key, operation] as const));
  const askFor: AskFor = (key, ask) => {
    const operation = byKey.get(key);
    if (operation === undefined) throw new Error(`there is no operation ${key}`);
    return send(operation, ask);
  };
  const once: Memo = (name, make) => memo(`sample/${name}`, make);
  const sample: Sample = {
    ...sampleArgus(askFor, once),
    ...sampleUsm(askFor, once),
    example: (operation) => once(`example/${operation.key}`, () => exampleOf(operation, sample, askFor)),
  };
  return sample;
}
