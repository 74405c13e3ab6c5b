/** Things that may have been shown otherwise in a way that matters: their past is looked at. */
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Arrival } from './delivered.ts';
import type { JudgeTerms } from './judge.ts';
import type { KnownKind } from './known.ts';
import type { PastSource } from './past.ts';
import type { VerifyOptions } from './terms.ts';
import type { Suspect } from './versions.ts';

/** What checking one thing costs. */
export const unitsOfThing = 500;

export interface Suspected {
  readonly suspects: readonly Suspect[];
  /** When each thing was first to be seen, by key. */
  readonly visible: ReadonlyMap<number, number>;
}

export interface SuspectSearch {
  readonly kind: KnownKind;
  readonly terms: JudgeTerms;
  readonly arrivals: ReadonlyMap<number, readonly Arrival[]>;
  readonly meant: ReadonlySet<number>;
  readonly options: VerifyOptions;
  readonly past: PastSource;
}

/** Looks for those among things. */
export function* suspected(question: SuspectSearch, things: readonly number[]): Sliced<Suspected> {
  const { kind, arrivals, past } = question;
  const { truth } = kind;
  const seen = new Map<number, number>();
  const suspects: Suspect[] = [];
  const last = Math.max(question.terms.now, past.snapshot.commands.at(-1)?.at ?? 0);
  yield* inPieces(things, unitsOfThing, (key) => {
    const visible = truth.visible(key);
    seen.set(key, visible);
    const times = arrivals.get(key) ?? [];
    const changes = truth.changes(key).filter((at) => at > visible && at <= last);
    if (isSuspect(question, key, times, changes.length))
      suspects.push({ id: truth.idOf(key), key, visible, changes, arrivals: times });
  });
  return { suspects, visible: seen };
}

function isSuspect(
  { terms, options, meant }: SuspectSearch,
  key: number,
  times: readonly Arrival[],
  changes: number,
): boolean {
  if (times.some(({ differing }) => differing !== null && differing.length > 0)) return true;
  if (changes === 0) return false;
  if (times.length > 1 || terms.versions !== 'any') return true;
  if (options.criteria === undefined) return false;
  const [first] = times;
  return first === undefined || !meant.has(key) || terms.delay < Infinity;
}
