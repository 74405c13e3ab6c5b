/** What was written to somebody's target is put back: originals are kept, outside of this process, before the first write. */
import type { Json } from '../kernel/schema.ts';
import type { Check, Departure } from './terms/check.ts';
import type { ProductAdapter } from './terms/adapter.ts';
import { refusalToSend, Skip, type Client } from './client.ts';
import type { Answer, Ask } from './terms/exchange.ts';
import { isSafe, type Api, type Operation } from './terms/operation.ts';
import type { AskFor } from './terms/sample.ts';
import type { Target } from './terms/target.ts';
import { named } from './lists/counterpart.ts';

/** A thing as it was before it was first written to. */
export interface Original {
  readonly product: string;
  readonly id: string;
  readonly value: Json;
}

/** Where originals outlive the process. */
export interface OriginalsFile {
  /** Those that an earlier run left behind. */
  readonly left: readonly Original[];
  /** Keeps all that are not put back yet, and returns when they are kept. Throws UserError where they cannot be. */
  readonly keep: (originals: readonly Original[]) => void;
}

/** What the findings about what was not put back are called. */
export const putBack = {
  id: 'law/put-back',
  rank: 'major',
} satisfies Partial<Check>;

export type OnNotice = (operation: Operation, fault: Departure) => void;

export interface Keeper extends Pick<Client, 'send'> {
  /** Puts back everything that was written since the last time; what cannot be reached is left for the next run. */
  readonly putBack: () => Promise<void>;
  /** Puts back the rest, what earlier runs left included, and tells what stays different. */
  readonly settle: () => Promise<void>;
}

interface Known extends Original {
  readonly api: Api;
  isChanged: boolean;
  /** What could not be put back, in words. */
  stays: readonly string[];
  isLost: boolean;
}

/** True for a request that may change something of a live target. */
const isWriteTo = (target: Target, operation: Operation, ask: Ask): boolean =>
  target.isLive &&
  !isSafe(operation) &&
  (ask.method ?? operation.method) === operation.method &&
  refusalToSend(target, operation, ask) === null;

const inMemory: OriginalsFile = { left: [], keep: () => {} };

/**
 * Watches what is sent by `client`. `owed` sends what reads and restores originals, also when the budget is spent or the run
 * interrupted; it must be allowed to write to what `file` has left.
 */
export function makeKeeper(
  target: Target,
  apis: readonly Api[],
  clients: { readonly client: Pick<Client, 'send'>; readonly owed: Pick<Client, 'send'> },
  file: OriginalsFile = inMemory,
  tell: OnNotice = () => {},
): Keeper {
  const known = new Map<string, Known>();
  const keyOf = (product: string, id: string): string => `${product} ${id}`;
  const keep = (): void =>
    file.keep(
      [...known.values()]
        .filter(({ isChanged }) => isChanged)
        .map(({ product, id, value }) => ({ product, id, value })),
    );
  for (const original of file.left) {
    const api = apis.find(({ name }) => name === original.product);
    if (api !== undefined)
      known.set(keyOf(original.product, original.id), { ...original, api, isChanged: true, stays: [], isLost: false });
  }

  const before = async (operation: Operation, ask: Ask): Promise<void> => {
    const { writable } = operation.adapter;
    const api = apis.find(({ name }) => name === operation.product);
    if (writable === undefined || api === undefined || !isWriteTo(target, operation, ask)) return;
    const added: Known[] = [];
    for (const id of new Set(writable.idsIn(ask))) {
      const one = known.get(keyOf(api.name, id)) ?? (await originalOf(clients.owed, api, id));
      if (one === null) {
        // Where all may be written to, what is not there may be asked for.
        if (target.writes === 'all') continue;
        throw new Skip(`${id} cannot be read, so it is not written to`);
      }
      known.set(keyOf(api.name, id), one);
      if (!one.isChanged) added.push(one);
      one.isChanged = true;
    }
    if (added.length === 0) return;
    // Nothing is written before what it changes is safe.
    try {
      keep();
    } catch (error) {
      for (const one of added) one.isChanged = false;
      throw new Skip(`nothing is written, because its original cannot be kept: ${(error as Error).message}`);
    }
  };

  const restore = async (): Promise<void> => {
    const changed = [...known.values()].filter(({ isChanged }) => isChanged);
    for (const one of changed) {
      const outcome = await restored(clients.owed, one);
      one.isLost = outcome === null;
      if (outcome === null) continue;
      one.stays = outcome;
      one.isChanged = false;
    }
    if (changed.length > 0) keep();
  };

  return {
    send: async (operation, ask) => {
      await before(operation, ask);
      return clients.client.send(operation, ask);
    },
    putBack: restore,
    settle: async () => {
      await restore();
      for (const { api, id, stays, isLost } of known.values()) {
        const operation = api.operations.find((row) => row.id === api.adapter.writable?.reads);
        if (operation === undefined || (stays.length === 0 && !isLost)) continue;
        const seen = isLost
          ? 'not put back: the target does not take it; the next run with the same state file puts it back'
          : `stays different: ${stays.join('; ')}`;
        tell(operation, { expected: `${id} as it was before the run`, seen, key: id });
      }
    },
  };
}

type Writable = NonNullable<ProductAdapter['writable']>;

const askFor =
  (client: Pick<Client, 'send'>, api: Api): AskFor =>
  (id, ask): Promise<Answer> => {
    const operation = named(api, id);
    return client.send(operation, { ...ask, isOwed: true });
  };

/** Null for what cannot be read. */
async function originalOf(client: Pick<Client, 'send'>, api: Api, id: string): Promise<Known | null> {
  const value = await api.adapter.writable?.read(askFor(client, api), id);
  if (value === null || value === undefined) return null;
  return { product: api.name, id, value, api, isChanged: false, stays: [], isLost: false };
}

/** What stays different, in words; null where the target did not take it back. */
async function restored(client: Pick<Client, 'send'>, { api, id, value }: Known): Promise<readonly string[] | null> {
  const writable: Writable | undefined = api.adapter.writable;
  if (writable === undefined) return null;
  const asked = askFor(client, api);
  try {
    const now = await writable.read(asked, id);
    if (now === null) return null;
    if (!(await writable.restore(asked, id, now, value))) return null;
    const after = await writable.read(asked, id);
    return after === null ? null : writable.differences(after, value);
  } catch {
    // Whatever stands in the way, the original is kept.
    return null;
  }
}
