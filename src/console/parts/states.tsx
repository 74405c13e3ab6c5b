/** What stands in the place of data: nothing there, something wrong, not yet; each says what to do. */
import type { ComponentChildren } from 'preact';
import type { ReadonlySignal } from '@preact/signals';
import type { Refused } from '../data/client.ts';
import type { ToldState } from '../data/told.ts';

interface EmptyProps {
  readonly title: string;
  /** What to do about it. */
  readonly children?: ComponentChildren;
}

export const EmptyNote = ({ title, children }: EmptyProps) => (
  <div class="note">
    <strong>{title}</strong>
    {children === undefined ? null : <p class="quiet">{children}</p>}
  </div>
);

interface ProblemProps {
  readonly problem: Pick<Refused, 'message' | 'places'>;
  readonly onAgain?: () => void;
}

export const ProblemNote = ({ problem: { message, places }, onAgain }: ProblemProps) => (
  <div class="note bad" role="alert">
    <strong>That did not work</strong>
    <p>{message}</p>
    {places.length === 0 ? null : (
      <ul>
        {places.map((place) => (
          <li key={place} class="mono">
            {place}
          </li>
        ))}
      </ul>
    )}
    {onAgain === undefined ? null : (
      <button type="button" onClick={onAgain}>
        Try again
      </button>
    )}
  </div>
);

interface ToldProps<Told> {
  readonly told: ReadonlySignal<ToldState<Told>>;
  readonly children: (value: Told) => ComponentChildren;
}

/** Shows what was told; until then that it is asked for, and what is wrong where something is. */
export function Shown<Told>({ told, children }: ToldProps<Told>) {
  const { value, problem, isWaiting } = told.value;
  return (
    <>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {value !== null ? children(value) : isWaiting ? <p class="quiet">Asking…</p> : null}
    </>
  );
}

/** A severity in its colour, and in words for who sees no colours. */
export const SeverityMark = ({ severity }: { readonly severity: string }) => (
  <span class={`severity ${severity}`}>{severity}</span>
);
