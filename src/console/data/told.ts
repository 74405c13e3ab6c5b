/** What a view shows of the server: asked for when the view needs it, asked again when what it depends on changes. */
import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { Refused } from './client.ts';
import { showProgress } from './progress.ts';

export interface ToldState<Told> {
  /** Null until it was told; what was told before stays meanwhile. */
  readonly value: Told | null;
  /** Null while nothing is wrong. */
  readonly problem: Refused | null;
  readonly isWaiting: boolean;
}

export const refusedOf = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused(0, String(error));

/** Asks with `find`, which reads the signals that it depends on before its first await. */
export function useTold<Told>(
  find: (until: AbortSignal) => Promise<Told>,
  isQuiet = false,
): ReadonlySignal<ToldState<Told>> {
  const state = useSignal<ToldState<Told>>({ value: null, problem: null, isWaiting: true });
  useSignalEffect(() => {
    const stopping = new AbortController();
    const asked = find(stopping.signal);
    const before = state.peek();
    if (!before.isWaiting) state.value = { ...before, isWaiting: true };
    const told = isQuiet ? asked : showProgress(asked);
    told.then(
      (value) => {
        if (!stopping.signal.aborted) state.value = { value, problem: null, isWaiting: false };
      },
      (error: unknown) => {
        if (!stopping.signal.aborted) state.value = { ...state.peek(), problem: refusedOf(error), isWaiting: false };
      },
    );
    return () => stopping.abort();
  });
  return state;
}
