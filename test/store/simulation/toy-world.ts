/** The smallest world that can show what goes wrong between replicas: a list, a value, nonces, a rule that counts, a clock and a journal. */
import { turnableClock } from '../../../src/kernel/clock.ts';
import type { Json } from '../../../src/kernel/schema.ts';
import type { ToldTime } from '../../../src/sim/replica/told-time.ts';
import type { Machine } from '../../../src/sim/replica/line.ts';

/** What is asked in order. */
export type Request =
  | { readonly kind: 'append'; readonly element: string }
  | { readonly kind: 'swap'; readonly from: string; readonly to: string }
  | { readonly kind: 'use'; readonly nonce: string }
  | { readonly kind: 'count'; readonly element: string }
  | { readonly kind: 'turn clock' };

export interface ToyState {
  readonly list: string[];
  value: string;
  readonly nonces: string[];
  readonly counted: { readonly element: string; readonly isHit: boolean }[];
  /** When the last entry was carried out, as the replica was told. */
  at: number;
  /** What its clock, which runs as fast as the store's, showed when it was turned last. */
  turned: number;
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
  readonly now: () => number;
  readonly isOver: () => boolean;
}

const fresh = (): ToyState => ({ list: [], value: '0', nonces: [], counted: [], at: 0, turned: 0, journal: [] });

interface Saved extends ToyState {
  readonly clock: { readonly told: number; readonly saved: readonly number[] };
}

export function makeToyWorld(time: ToldTime): ToyWorld {
  const begun = time.wall.now();
  let state = fresh();
  let isOver = false;
  const newClock = () => turnableClock(time.steady.now(), 1, time.steady);
  let clock = newClock();
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
      case 'turn clock':
        // It goes on as it was.
        clock.resume(clock.speed());
        state.turned = clock.now();
        return true;
    }
  };
  return {
    execute: ({ at, body }) => {
      const entry = decoded(body);
      isOver ||= 'end' in entry;
      if (isOver || 'end' in entry) return { isDone: false, now: at, isOver };
      time.tell(at);
      if ('notes' in entry) {
        state.journal.push(...(entry.notes as readonly string[]));
        return { isDone: true, now: at };
      }
      state.at = time.wall.now();
      return { isDone: perform(entry.request), now: clock.now() };
    },
    pack: (notes) => encoded({ notes }),
    load: (saved) => {
      isOver = false;
      if (saved === null) {
        time.tell(begun);
        clock = newClock();
        state = fresh();
      } else {
        const { clock: kept, ...rest } = JSON.parse(Buffer.from(saved).toString()) as Saved;
        time.tell(kept.told);
        clock.load(kept.saved);
        state = rest;
      }
    },
    save: () => {
      const kept = { told: time.wall.now(), saved: clock.save() };
      return isOver ? null : Buffer.from(JSON.stringify({ ...state, clock: kept } satisfies Saved));
    },
    state: () => state,
    now: () => clock.now(),
    isOver: () => isOver,
  };
}
