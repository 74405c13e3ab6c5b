/** The smallest world that can show what goes wrong between replicas: a list, a value, nonces, a rule that counts, a clock and a journal. */
import type { Json } from '../../../src/kernel/schema.ts';
import type { ToldTime } from '../../../src/sim/replica/told-time.ts';
import type { Machine } from '../../../src/sim/replica/line.ts';

/** What is asked in order. */
export type Request =
  | { readonly kind: 'append'; readonly element: string }
  | { readonly kind: 'swap'; readonly from: string; readonly to: string }
  | { readonly kind: 'use'; readonly nonce: string }
  | { readonly kind: 'count'; readonly element: string }
  | { readonly kind: 'look at clock' };

export interface ToyState {
  readonly list: string[];
  value: string;
  readonly nonces: string[];
  readonly counted: { readonly element: string; readonly isHit: boolean }[];
  /** When the last entry was carried out, as the replica was told. */
  at: number;
  readonly journal: string[];
}

/** What comes of a request; `isOver` where its world had ended before, and nothing was done. */
export interface ToyAnswer {
  readonly isOver?: boolean;
  readonly isDone: boolean;
  readonly now: number;
}

export type ToyEntry = { readonly request: Request } | { readonly notes: readonly Json[] } | { readonly end: true };

export const every = 3;
export const encoded = (entry: ToyEntry): Uint8Array => Buffer.from(JSON.stringify(entry));
export const decoded = (bytes: Uint8Array): ToyEntry => JSON.parse(Buffer.from(bytes).toString()) as ToyEntry;

export interface ToyWorld extends Machine<ToyAnswer> {
  readonly state: () => ToyState;
  readonly isOver: () => boolean;
}

const fresh = (): ToyState => ({ list: [], value: '0', nonces: [], counted: [], at: 0, journal: [] });

export function makeToyWorld(time: ToldTime): ToyWorld {
  let state = fresh();
  let isOver = false;
  const perform = (request: Request): boolean => {
    switch (request.kind) {
      case 'append':
        state.list.push(request.element);
        return true;
      case 'swap':
        if (state.value !== request.from) return false;
        state.value = request.to;
        return true;
      case 'use':
        if (state.nonces.includes(request.nonce)) return false;
        state.nonces.push(request.nonce);
        return true;
      case 'count': {
        const isHit = (state.counted.length + 1) % every === 0;
        state.counted.push({ element: request.element, isHit });
        return isHit;
      }
      case 'look at clock':
        return true;
    }
  };
  return {
    execute: ({ at, body }) => {
      const entry = decoded(body);
      isOver ||= 'end' in entry;
      if (isOver || 'end' in entry) return { isDone: false, now: at, isOver };
      if ('notes' in entry) {
        state.journal.push(...(entry.notes as readonly string[]));
        return { isDone: true, now: at };
      }
      time.tell(at);
      state.at = time.wall.now();
      return { isDone: perform(entry.request), now: time.wall.now() };
    },
    pack: (notes) => encoded({ notes }),
    load: (saved) => {
      isOver = false;
      state = saved === null ? fresh() : (JSON.parse(Buffer.from(saved).toString()) as ToyState);
    },
    save: () => (isOver ? null : Buffer.from(JSON.stringify(state))),
    state: () => state,
    isOver: () => isOver,
  };
}
