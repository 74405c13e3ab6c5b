/** Puts the sample of a target together; nothing is asked before somebody wants to know. */
import type { Answer, Ask } from '../terms/exchange.ts';
import type { Api, Operation } from '../terms/operation.ts';
import { exampleOf, paramsOf, type Sources } from './example.ts';
import type { AskFor, Memo, Params, Sample } from '../terms/sample.ts';

/** Names of what was read of lists, not of what was made to be asked with. */
const ofLists = /^(?:fixture|hits|walk|sequence|sight) of /;

interface Remembered {
  readonly memo: Memo;
  readonly forget: () => void;
  /** Forgets what was read of lists; what is asked with stays. */
  readonly forgetLists: () => void;
}

/** Remembers what was made under a name, until it is told to forget; what failed to be made is made again. */
export function makeMemo(): Remembered {
  const made = new Map<string, Promise<unknown>>();
  const memo = <T>(name: string, make: () => Promise<T>): Promise<T> => {
    const known = made.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const fresh = make();
    made.set(name, fresh);
    fresh.catch(() => made.delete(name));
    return fresh;
  };
  return {
    memo,
    forget: () => made.clear(),
    forgetLists: () => [...made.keys()].filter((name) => ofLists.test(name)).forEach((name) => made.delete(name)),
  };
}

export function makeSample(
  apis: readonly Api[],
  send: (operation: Operation, ask: Ask) => Promise<Answer>,
  memo: Memo,
  mayWrite: boolean,
): Sample {
  const sources = new Map(
    apis.map(({ adapter, operations }): readonly [string, Sources] => {
      const askFor: AskFor = (id, ask) => {
        const operation = operations.find((one) => one.id === id);
        if (operation === undefined) throw new Error(`there is no operation ${adapter.name}.${id}`);
        return send(operation, ask);
      };
      const once: Memo = (name, make) => memo(`sample/${adapter.name}/${name}`, make);
      const own = adapter.sample?.(askFor, once, mayWrite) ?? {};
      return [adapter.name, { own, askFor }];
    }),
  );
  const sourcesOf = ({ product }: Operation): Sources => sources.get(product) ?? { own: {}, askFor: noOperation };
  return {
    example: (operation) => memo(`example/${operation.key}`, () => exampleOf(operation, sourcesOf(operation))),
    params: async (operation, some) => {
      const found: Params[] = [];
      for (let place = 0; place < some; place++) {
        const params = await paramsOf(operation, sourcesOf(operation), place);
        if (params === null) break;
        found.push(params);
      }
      return found;
    },
    own: Object.fromEntries([...sources].map(([name, { own }]) => [name, own])),
  };
}

const noOperation: AskFor = () => Promise.reject(new Error('no such product'));
