/** Values that are made when somebody first asks for them. */
import { finished, type Sliced } from './slices.ts';

/** Makes a value when it is first asked for, and keeps it. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Makes a value by long work when it is first asked for, at once or in pieces, and keeps it. */
export function lazyWork<T>(make: () => Sliced<T>): { readonly value: () => T; readonly making: () => Sliced<T> } {
  let made: { readonly value: T } | undefined;
  function* making(): Sliced<T> {
    if (made !== undefined) return made.value;
    const value = yield* make();
    // Somebody may have been faster.
    made ??= { value };
    return made.value;
  }
  return { value: () => finished(making()), making };
}
