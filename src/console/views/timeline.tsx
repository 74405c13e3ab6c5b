/** What happened when: events by severity, the stories below, and what a step of them made. */
import { useComputed } from '@preact/signals';
import { narrow, placed } from '../data/place.ts';
import { askTruth, type LaneStory, type StoryStep } from '../data/stories.ts';
import { useTold } from '../data/told.ts';
import { instantNow, played, playedKey, timeText } from '../data/world.ts';
import { EmptyNote, Shown } from '../parts/states.tsx';
import { TimelineFigure } from './timeline/figure.tsx';
import { laneStepKey } from './timeline/lanes.tsx';
import { followSpan, isFollowing, spans, stretch, zoomBy, zoomTo } from './timeline/range.ts';
import { StepPanel } from './timeline/step.tsx';
import { SpeedButtons } from './world/clock.tsx';

const day = 86_400_000;

/** Asked again once a simulated day: what comes is told in advance. */
export function useStories() {
  const today = useComputed(() => Math.floor(instantNow.value / day));
  return useTold((until) => {
    void playedKey.value;
    void today.value;
    return askTruth(until);
  });
}

const moves = [
  ['−', 'Look from further away', () => zoomBy(2)],
  ['+', 'Look nearer', () => zoomBy(0.5)],
  ['←', 'Earlier', () => zoomBy(1, -0.5)],
  ['→', 'Later', () => zoomBy(1, 0.5)],
] as const;

const RangeButtons = () => (
  <>
    <div class="group" role="group" aria-label="Follow the clock">
      {spans.map(([span, title]) => (
        <button
          key={span}
          type="button"
          aria-pressed={isFollowing.value && placed('span') === span}
          onClick={() => followSpan(span)}
        >
          {title}
        </button>
      ))}
    </div>
    <div class="group" role="group" aria-label="Stretch of time">
      {moves.map(([sign, what, move]) => (
        <button key={sign} type="button" aria-label={what} title={what} onClick={move}>
          {sign}
        </button>
      ))}
    </div>
  </>
);

export function TimelineView() {
  const told = useStories();
  const opened = placed('step');
  const open = (step: string): void => narrow({ step: step === placed('step') ? '' : step }, true);
  return (
    <div class="view">
      <header>
        <h1>Timeline</h1>
        <RangeButtons />
        <span class="grow" />
        <SpeedButtons speed={played.value?.clock.speed ?? 0} />
      </header>
      <Shown told={told}>
        {({ stories }) => (
          <>
            <section class="card" aria-label="Events and stories">
              <TimelineFigure stretch={stretch} height={220} onStep={open} onZoom={zoomTo} {...{ stories, opened }} />
            </section>
            <div class="split">
              <StepList stories={stories} opened={opened} onStep={open} />
              <OpenedStep stories={stories} opened={opened} onClose={() => narrow({ step: '' }, true)} />
            </div>
          </>
        )}
      </Shown>
    </div>
  );
}

interface StepsProps {
  readonly stories: readonly LaneStory[];
  readonly opened: string;
}

function OpenedStep({ stories, opened, onClose }: StepsProps & { readonly onClose: () => void }) {
  for (const story of stories) {
    const step = story.steps.find((one) => laneStepKey(story, one) === opened);
    if (step !== undefined) return <StepPanel {...{ story, step, onClose }} />;
  }
  if (stories.length === 0) return null;
  return (
    <section class={opened === '' ? 'card empty-step' : 'card'} aria-label="Step">
      {opened === '' ? (
        <EmptyNote title="No step is open">
          Press a step to see what it made: its events in each product, its capture, its rule, and what ATT&CK calls it.
        </EmptyNote>
      ) : (
        <EmptyNote title={`There is no step ${opened}`}>It is of another World than the one that is played.</EmptyNote>
      )}
    </section>
  );
}

/** More steps than these are not listed at once. */
const mostSteps = 60;

const isIn = (step: StoryStep): boolean =>
  Date.parse(step.end) >= stretch.value.from && Date.parse(step.begin) <= stretch.value.to;

function StepList({ stories, opened, onStep }: StepsProps & { readonly onStep: (key: string) => void }) {
  const now = played.value?.clock.now ?? 0;
  const steps = stories
    .flatMap((story) => story.steps.filter(isIn).map((step) => ({ story, step })))
    .sort((one, other) => Date.parse(one.step.begin) - Date.parse(other.step.begin));
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      {steps.length === 0 ? (
        <EmptyNote title="No story is told in this stretch of time">
          {stories.length === 0
            ? 'This scenario has background alone: play another in World.'
            : 'Look from further away.'}
        </EmptyNote>
      ) : (
        <ol class="rows steps">
          {steps.slice(0, mostSteps).map(({ story, step }) => (
            <li key={laneStepKey(story, step)}>
              <button
                type="button"
                class="plain"
                aria-pressed={laneStepKey(story, step) === opened}
                onClick={() => onStep(laneStepKey(story, step))}
              >
                <span class="mono quiet">{timeText(Date.parse(step.begin)).slice(5, 16)}</span>
                <span class={Date.parse(step.begin) > now ? 'ahead' : step.kind === 'deed' ? 'deed' : 'attack'}>
                  {step.name}
                </span>
                <span class="quiet cut">{step.technique?.name ?? step.does}</span>
                <span class="quiet cut">{story.customer}</span>
              </button>
            </li>
          ))}
          {steps.length > mostSteps ? <li class="quiet">and {steps.length - mostSteps} more: look nearer.</li> : null}
        </ol>
      )}
    </section>
  );
}
