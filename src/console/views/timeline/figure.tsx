/** Chart, lanes and the line of now over both: what happened in a stretch of time. */
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import type { LaneStory } from '../../data/stories.ts';
import { useTold } from '../../data/told.ts';
import { instantNow, played, playedKey, secondNow, timeText } from '../../data/world.ts';
import { chartEdges, EventChart, severityNames, type EventCounts } from '../../parts/chart.tsx';
import { Shown } from '../../parts/states.tsx';
import { StoryLanes } from './lanes.tsx';
import { intervalsOf, partAt, type Stretch } from './range.ts';

interface FigureProps {
  readonly stretch: ReadonlySignal<Stretch>;
  readonly stories: readonly LaneStory[];
  readonly height: number;
  readonly fontSize?: number;
  readonly opened: string;
  readonly onStep: (key: string) => void;
  readonly onZoom: (from: number, to: number) => void;
}

export function TimelineFigure({ stretch, stories, height, fontSize = 11, opened, onStep, onZoom }: FigureProps) {
  const pointed = useSignal<number | null>(null);
  const query = useComputed(() => {
    const { from, width, count } = intervalsOf(stretch.value);
    return `from=${from}&to=${from + width * count}&intervals=${count}`;
  });
  const events = useComputed(() => `${playedKey.value} ${played.value?.counts['aggregatedEvents'] ?? 0}`);
  const told = useTold((until) => {
    void events.value;
    return askPlane<EventCounts>(`/timeline?${query.value}`, { signal: until });
  }, true);
  const { from, to } = stretch.value;
  return (
    <figure class="timeline">
      <div class="plot" style={{ '--chart': `${height}px` }}>
        <Shown told={told}>
          {(counts) => (
            <>
              <Legend counts={counts} place={pointed.value} />
              <EventChart
                {...{ counts, from, to, height, fontSize, onZoom }}
                onPoint={(place) => (pointed.value = place)}
              />
            </>
          )}
        </Shown>
      </div>
      <StoryLanes
        {...{ stories, opened, onStep }}
        stretch={stretch.value}
        now={secondNow.value}
        onStory={(span) => onZoom(span.from - (span.to - span.from) / 20, span.to + (span.to - span.from) / 20)}
      />
      <NowLine stretch={stretch} />
    </figure>
  );
}

/** By itself, because it moves four times a second. */
function NowLine({ stretch }: { readonly stretch: ReadonlySignal<Stretch> }) {
  const part = partAt(stretch.value, instantNow.value);
  if (part < 0 || part > 1) return null;
  const { left, right } = chartEdges;
  return (
    <div class="now" style={{ left: `calc(${left}px + (100% - ${left + right}px) * ${part.toFixed(5)})` }}>
      <span>now</span>
    </div>
  );
}

interface LegendProps {
  readonly counts: EventCounts;
  readonly place: number | null;
}

/** What the colours are; of the interval that is pointed at how many. */
function Legend({ counts: { from, width, count, severities }, place }: LegendProps) {
  const start = Date.parse(from) + width * (place ?? 0);
  return (
    <figcaption class="row legend">
      {severityNames.toReversed().map((name) => {
        const numbers = severities[name] ?? [];
        const shown = place === null ? numbers.reduce((sum, one) => sum + one, 0) : (numbers[place] ?? 0);
        return (
          <span key={name} class={`severity ${name}`}>
            {name} {shown}
          </span>
        );
      })}
      <span class="quiet">
        {place === null ? `${count} events` : `${timeText(start)} – ${timeText(start + width).slice(11)}`}
      </span>
    </figcaption>
  );
}
