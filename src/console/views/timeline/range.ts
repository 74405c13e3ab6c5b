/** The stretch of time that is looked at: what the address says, or as much as there is, following the clock. */
import { computed } from '@preact/signals';
import { instantNow, played } from '../../data/world.ts';
import { narrow, placed } from '../../data/place.ts';
import { roundWidth } from '../../parts/ticks.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Spans that are a press away, up to now. */
export const spans = [
  ['', 'All'],
  ['86400000', '24 h'],
  ['21600000', '6 h'],
  ['3600000', '1 h'],
] as const;

/** The most that the simulator's clock can show. */
const latest = 253_402_300_799_999;
const instantIn = (name: string): number => {
  const given = Number(placed(name));
  return placed(name) !== '' && given >= 0 && given <= latest ? Math.floor(given) : Number.NaN;
};

/** Whether the end goes on with the clock. */
export const isFollowing = computed(() => !(instantIn('from') < instantIn('to')));

/** The clock as the server told it last: once a second is often enough to ask for events. */
const toldNow = (): number => played.value?.clock.now ?? 0;

/** What a look at everything shows: the World and what has been lived of it, with some room for what comes. */
function whole(): Stretch {
  const begin = Date.parse(played.value?.start ?? '') || 0;
  const end = Math.max(Date.parse(played.value?.end ?? '') || 0, toldNow());
  return { from: begin, to: end + Math.floor((end - begin) / 40) + 1000 };
}

export const stretch = computed((): Stretch => {
  if (!isFollowing.value) return { from: instantIn('from'), to: instantIn('to') };
  const span = Number(placed('span'));
  if (!(span >= 1000 && span <= latest)) return whole();
  const to = toldNow() + Math.floor(span / 20);
  return { from: to - span, to };
});

const most = 120;

/** The same in whole intervals of round width, so that bars stay what they are while time goes on. */
export const intervalsOf = ({ from, to }: Stretch) => {
  const width = roundWidth(to - from, most);
  const first = Math.floor(from / width) * width;
  return { from: Math.max(0, first), width, count: Math.min(999, Math.max(1, Math.ceil((to - first) / width))) };
};

/** Looks at a stretch that stays. */
export function zoomTo(from: number, to: number): void {
  const begin = Math.max(0, Math.floor(from));
  narrow({ from: String(begin), to: String(Math.max(begin + 1000, Math.ceil(to))), span: '' }, true);
}

/** Looks at so much of what was last, and goes on with the clock. */
export const followSpan = (span: string): void => narrow({ from: '', to: '', span }, true);

/** Nearer by a factor below 1, and aside by so much of what is seen. */
export function zoomBy(factor: number, aside = 0): void {
  const { from, to } = stretch.peek();
  const middle = (from + to) / 2 + (to - from) * aside;
  const half = ((to - from) / 2) * factor;
  zoomTo(middle - half, middle + half);
}

/** What stands at an instant, in parts of the stretch; outside of it for what is not seen. */
export const partAt = ({ from, to }: Stretch, instant: number): number => (instant - from) / (to - from);

export const nowPart = computed(() => partAt(stretch.value, instantNow.value));
