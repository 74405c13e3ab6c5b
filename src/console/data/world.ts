/** What is played, asked again and again while the page is seen; and the clock, which goes on between two answers. */
import { batch, computed, effect, signal } from '@preact/signals';
import { isoUtc, stopwatch } from '../../kernel/clock.ts';
import { askPlane, controlToken, Refused, wantsToken } from './client.ts';

export interface WorldClock {
  readonly instant: string;
  readonly now: number;
  readonly mode: 'frozen' | 'running';
  readonly speed: number;
}

/** What `GET /_sim` tells. */
export interface PlayedWorld {
  readonly version: string;
  readonly world: string | null;
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly products: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly clock: WorldClock;
  readonly counts: Readonly<Record<string, number>>;
  readonly stateHash: string;
  readonly faults: number;
  readonly journal: { readonly last: number; readonly forgotten: number };
  readonly snapshots: readonly string[];
  /** Worlds beside it; only the server's own tells. */
  readonly worlds?: number;
}

/** Null until it was told first. */
export const played = signal<PlayedWorld | null>(null);
/** Why it is not told, while it is not. */
export const contactProblem = signal('');

/** Milliseconds from one look to the next, and from one stroke of the shown clock to the next. */
const pace = 1000;
const stroke = 250;

let sinceTold = stopwatch();
/** Counts what has been shown: an answer that was asked for before the last of it is out of date. */
let shownCount = 0;
const strokes = signal(0);

/** The simulated instant, in epoch milliseconds. */
export const instantNow = computed(() => {
  void strokes.value;
  const clock = played.value?.clock;
  return clock === undefined ? 0 : clock.now + Math.floor(sinceTold() * clock.speed);
});
/** The last instant of the simulated second: for what need not be drawn anew four times a second. */
export const secondNow = computed(() => Math.floor(instantNow.value / 1000) * 1000 + 999);
/** `2026-11-02 14:03:12`, in UTC. */
export const timeText = (instant: number): string => isoUtc(instant).slice(0, 19).replace('T', ' ');

/** Whether two looks saw the same beginning: of one scenario, seed and run. */
export const playedKey = computed(() => {
  const known = played.value;
  return known === null ? '' : JSON.stringify([known.world, known.scenario, known.seed, known.start]);
});

/** Worlds beside this one; none where nobody tells. */
export const worldCount = computed(() => played.value?.worlds ?? 0);

/** Begins with what stood in the page when it came; what stands for nothing is left. */
export function beginWith(told: string): void {
  if (told === '') return;
  played.value = JSON.parse(told) as PlayedWorld;
  sinceTold = stopwatch();
}

/** Looks at once; also after whatever this page has changed. */
export async function lookAgain(): Promise<void> {
  const shownBefore = shownCount;
  try {
    const told = await askPlane<PlayedWorld>('');
    if (shownCount !== shownBefore) return;
    shownCount++;
    batch(() => {
      sinceTold = stopwatch();
      played.value = told;
      contactProblem.value = '';
      wantsToken.value = false;
    });
  } catch (error) {
    contactProblem.value = error instanceof Refused ? error.message : String(error);
  }
}

/** Shows at once what an operation of the clock answered. */
export function showClock(clock: WorldClock): void {
  if (played.value === null) return;
  shownCount++;
  sinceTold = stopwatch();
  played.value = { ...played.value, clock };
}

/** Looks for as long as the page is open; a page that nobody sees does not ask. */
export function keepLooking(): void {
  const look = async (): Promise<void> => {
    if (!document.hidden && !(wantsToken.value && controlToken.value === '')) await lookAgain();
    setTimeout(() => void look(), pace);
  };
  void look();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void lookAgain();
  });
  // A clock that stands still needs no strokes.
  effect(() => {
    if ((played.value?.clock.speed ?? 0) === 0) return undefined;
    const timer = setInterval(() => strokes.value++, stroke);
    return () => clearInterval(timer);
  });
}
