/** Story mode, for an audience: a large clock, the timeline, the newest alarms; all by keys. */
import { useComputed, useSignal } from '@preact/signals';
import { goTo, placed } from '../data/place.ts';
import type { WorldTruth } from '../data/stories.ts';
import { instantNow, played, secondNow, timeText } from '../data/world.ts';
import { EmptyNote, Shown } from '../parts/states.tsx';
import { lastingText } from '../parts/ticks.ts';
import { NewestAlarms } from './demo/alarms.tsx';
import { demoStretch, lastBegun, nextToBegin, type PlacedStep } from './demo/act.ts';
import { DemoKeys } from './demo/keys.tsx';
import { useStories } from './timeline.tsx';
import { TimelineFigure } from './timeline/figure.tsx';

export function DemoView() {
  const told = useStories();
  const world = played.value;
  return (
    <main class="demo">
      <header>
        <DemoClock />
        <div class="grow">
          <h1>{world?.title ?? 'siem-sim'}</h1>
          <Shown told={told}>{(truth) => <Act truth={truth} />}</Shown>
        </div>
        <DemoKeys truth={told.value.value} />
      </header>
      <div class="demo-figure">
        <Shown told={told}>{(truth) => <DemoFigure truth={truth} />}</Shown>
      </div>
      <NewestAlarms />
    </main>
  );
}

/** By itself, because it moves four times a second. */
function DemoClock() {
  const [day = '', time = ''] = timeText(instantNow.value).split(' ');
  const speed = played.value?.clock.speed ?? 0;
  return (
    <p class="demo-clock">
      <time dateTime={`${day}T${time}Z`}>{time}</time>
      <span>
        {day} UTC <strong class={speed > 0 ? 'good' : 'quiet'}>{speed > 0 ? `×${speed}` : 'frozen'}</strong>
      </span>
    </p>
  );
}

const words = ({ story, step }: PlacedStep): string =>
  step.kind === 'deed'
    ? `${step.by ?? 'somebody'}: ${step.name}`
    : `${step.name}: ${step.technique?.name ?? step.alarm ?? ''} at ${story.customer}`;

/** What happened last, and what comes. */
function Act({ truth: { stories } }: { readonly truth: WorldTruth }) {
  const now = secondNow.value;
  const last = lastBegun(stories, now);
  const next = nextToBegin(stories, now);
  return (
    <div class="act" role="status" aria-atomic="true">
      <p>
        {last === null ? (
          <span class="quiet">Nothing has happened yet</span>
        ) : (
          <>
            <strong class={last.step.kind === 'deed' ? 'deed-text' : 'critical'}>{words(last)}</strong>{' '}
            {last.step.technique === null ? null : <code>{last.step.technique.id}</code>}
          </>
        )}
      </p>
      <p class="quiet" aria-hidden="true">
        {next === null
          ? 'No step is to come'
          : `next: ${next.step.name} in ${lastingText(Date.parse(next.step.begin) - now)}`}
      </p>
    </div>
  );
}

function DemoFigure({ truth: { stories } }: { readonly truth: WorldTruth }) {
  const zoomed = useSignal(0);
  const own = useComputed(() => demoStretch(stories, played.value?.clock.now ?? 0, zoomed.value));
  if (played.value === null) return <EmptyNote title="The server has not answered yet" />;
  const act = stories.filter(({ steps }) => steps.some(({ end }) => Date.parse(end) >= own.value.from));
  return (
    <section class="card" aria-label="Events and stories">
      <TimelineFigure
        stretch={own}
        stories={act.slice(0, 2)}
        height={Math.max(130, Math.floor(innerHeight * (act.length === 0 ? 0.36 : 0.2)))}
        fontSize={Math.max(12, Math.floor(innerWidth / 110))}
        opened={placed('step')}
        onStep={(step) => goTo('timeline', { step })}
        onZoom={(from, to) => (zoomed.value = Math.max(60_000, to - from))}
      />
    </section>
  );
}
