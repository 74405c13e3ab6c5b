/** What a view shows of the server: asked for when the view needs it, asked again when what it depends on changes. */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { signal, untracked, useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
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

/** How much of what is to be seen was never answered yet. */
const unanswered = signal(0);

/** Milliseconds for which what was answered waits for the rest. */
const longestSettling = 1500;

/** False until all of a view was answered first, or takes long: seen before, it would be moved by what comes above it. */
export function useSettled(): ReadonlySignal<boolean> {
  const isSettled = useSignal(false);
  const settle = (): void => void (isSettled.value = true);
  useEffect(() => {
    const timer = setTimeout(settle, longestSettling);
    return () => clearTimeout(timer);
  }, []);
  useSignalEffect(() => {
    if (unanswered.value > 0) return;
    // What was answered may ask for more as it is drawn.
    const timer = setTimeout(settle, 32);
    return () => clearTimeout(timer);
  });
  return isSettled;
}

/** What is seen of a view waits for this to be answered. */
export function useAwaited<Told>(state: ReadonlySignal<Told>, isAnswered: (told: Told) => boolean): void {
  // With what is drawn, not a frame later: on a busy machine the view would be thought whole before.
  useLayoutEffect(() => {
    unanswered.value++;
    let isOpen = true;
    const close = (): void => {
      if (isOpen) unanswered.value--;
      isOpen = false;
    };
    const stop = state.subscribe((told) => {
      if (isAnswered(told)) untracked(close);
    });
    return () => {
      stop();
      close();
    };
  }, [state]);
}

/** Asks with `find`, which reads the signals that it depends on before its first await. */
export function useTold<Told>(
  find: (until: AbortSignal) => Promise<Told>,
  isQuiet = false,
): ReadonlySignal<ToldState<Told>> {
  const state = useSignal<ToldState<Told>>({ value: null, problem: null, isWaiting: true });
  useAwaited(state, ({ isWaiting }) => !isWaiting);
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
