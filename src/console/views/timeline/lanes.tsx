/** The stories below the chart: a lane each, a mark for every step at its time. */
import type { RefObject } from 'preact';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LaneStory, StoryStep } from '../../data/stories.ts';
import { timeText } from '../../data/world.ts';
import { chartEdges } from '../../parts/chart.tsx';
import { partAt, type Stretch } from './range.ts';

/** More lanes than these are not drawn at once: who looks nearer sees the others. */
const mostLanes = 10;
/** Rows of marks within a lane, and about which part of the width a mark with its name takes. */
const mostRows = 8;
const roomOf = ({ name }: StoryStep, pixels: number): number =>
  Math.max(0.02 + name.length * 0.0075, (20 + name.length * 7.6) / pixels);

/** The address of a step: its story, which telling of it, and its name. */
export const laneStepKey = ({ story, nth }: LaneStory, { name }: StoryStep): string => `${story}/${nth}/${name}`;

/** Where a telling begins and ends. */
export function storyStretch({ begin, steps }: LaneStory): Stretch {
  const ends = steps.map(({ end }) => Date.parse(end));
  return { from: Date.parse(begin), to: Math.max(Date.parse(begin), ...ends) };
}

const isSeen = (story: LaneStory, { from, to }: Stretch): boolean => {
  const span = storyStretch(story);
  return span.to >= from && span.from <= to;
};

/** From this part of the width on a name stands before its mark. */
const lateFrom = 0.9;

interface Mark {
  readonly step: StoryStep;
  readonly begin: number;
  readonly width: number;
  readonly row: number;
  /** Whether its name has room. */
  readonly isNamed: boolean;
}

/** Marks by time, each in the first row that has room; all in one row without names where no pixels are given. */
function marksOf({ steps }: LaneStory, stretch: Stretch, pixels: number): readonly Mark[] {
  const hasNames = pixels > 0;
  const ends = Array.from({ length: mostRows }, () => -1);
  return steps
    .map((step) => ({
      step,
      begin: partAt(stretch, Date.parse(step.begin)),
      end: partAt(stretch, Date.parse(step.end)),
    }))
    .filter(({ begin, end }) => end >= 0 && begin <= 1)
    .sort((one, other) => one.begin - other.begin)
    .map(({ step, begin, end }) => {
      const room = hasNames ? roomOf(step, pixels) : 0;
      const isLate = begin > lateFrom;
      const free = ends.findIndex((taken) => taken <= (isLate ? begin - room : begin));
      const row = !hasNames ? 0 : free < 0 ? ends.indexOf(Math.min(...ends)) : free;
      const isNamed = hasNames && free >= 0;
      ends[row] = Math.max(begin + (isNamed && !isLate ? room : 0), ends[row] ?? 0, end);
      return { step, begin: Math.max(0, begin), width: Math.min(1, end) - Math.max(0, begin), row, isNamed };
    });
}

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

interface LanesProps {
  readonly stories: readonly LaneStory[];
  readonly stretch: Stretch;
  readonly now: number;
  readonly opened: string;
  readonly onStep: (key: string) => void;
  readonly onStory: (span: Stretch) => void;
}

export function StoryLanes({ stories, stretch, now, opened, onStep, onStory }: LanesProps) {
  const seen = stories.filter((story) => isSeen(story, stretch));
  const box = useRef<HTMLDivElement>(null);
  const pixels = usePixels(box);
  const width = stretch.to - stretch.from;
  const tallest = useRef({ width, height: 0 });
  // What is below does not move while stories come and go; who looks nearer begins anew.
  useLayoutEffect(() => {
    if (box.current === null) return;
    if (Math.abs(tallest.current.width - width) > width / 20) tallest.current = { width, height: 0 };
    box.current.style.minHeight = '0';
    tallest.current.height = Math.max(tallest.current.height, box.current.offsetHeight);
    box.current.style.minHeight = `${tallest.current.height}px`;
  });
  return (
    <div ref={box} class="lanes" style={{ paddingLeft: `${chartEdges.left}px`, paddingRight: `${chartEdges.right}px` }}>
      {seen.slice(0, mostLanes).map((story) => (
        <StoryLane key={`${story.story}/${story.nth}`} {...{ story, stretch, now, opened, onStep, onStory, pixels }} />
      ))}
      {seen.length > mostLanes ? (
        <p class="quiet">{seen.length - mostLanes} more stories: look nearer to see them.</p>
      ) : null}
    </div>
  );
}

/** How wide the lanes are drawn; those of a usual screen until that is known. */
function usePixels(box: RefObject<HTMLDivElement | null>): number {
  const pixels = useSignal(1000);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const measure = (): void => {
      pixels.value = Math.max(1, current.clientWidth - chartEdges.left - chartEdges.right);
    };
    // At once too, so that nothing is drawn as on another screen.
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(current);
    return () => watching.disconnect();
  }, []);
  return pixels.value;
}

type LaneProps = Omit<LanesProps, 'stories'> & { readonly story: LaneStory; readonly pixels: number };

function StoryLane({ story, stretch, now, opened, onStep, onStory, pixels }: LaneProps) {
  const span = storyStretch(story);
  const [begin, end] = [Math.max(0, partAt(stretch, span.from)), Math.min(1, partAt(stretch, span.to))];
  const marks = marksOf(story, stretch, end - begin > 0.3 ? pixels : 0);
  const rows = Math.max(0, ...marks.map(({ row }) => row)) + 1;
  const title = `${story.customer} · ${story.title}`;
  return (
    <section class="lane" aria-label={title}>
      <button
        type="button"
        class="plain lane-title"
        title={`Look at ${title} from its beginning to its end`}
        style={
          begin > 0.5
            ? { marginLeft: 'auto', marginRight: percent(1 - end), maxWidth: percent(end) }
            : { marginLeft: percent(begin), maxWidth: percent(1 - begin) }
        }
        onClick={() => onStory(span)}
      >
        {title}
      </button>
      <ol class="marks" style={{ '--rows': String(rows) }}>
        {marks.map(({ step, begin: at, width, row, isNamed }) => {
          const key = laneStepKey(story, step);
          const kind = step.kind === 'deed' ? 'deed' : 'attack';
          return (
            <li key={key} style={{ left: percent(at), width: percent(width), '--row': String(row) }}>
              <button
                type="button"
                class={`mark ${kind}${Date.parse(step.begin) > now ? ' ahead' : ''}${at > lateFrom ? ' late' : ''}`}
                aria-pressed={key === opened}
                title={`${step.name}, ${timeText(Date.parse(step.begin))}`}
                aria-label={`${step.name}, ${step.kind === 'deed' ? 'done by people' : 'attack'}, ${timeText(Date.parse(step.begin))}`}
                onClick={() => onStep(key)}
              >
                {isNamed ? <span>{step.name}</span> : null}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
