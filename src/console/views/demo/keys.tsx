/** The keys of story mode: the clock and the story, without a pointer. */
import { useEffect } from 'preact/hooks';
import { askPlane } from '../../data/client.ts';
import { freezeTime, queueTurn, runTime, setTime, speeds, toggleTime } from '../../data/clockwork.ts';
import { goTo } from '../../data/place.ts';
import type { WorldTruth } from '../../data/stories.ts';
import { instantNow, lookAgain, played } from '../../data/world.ts';
import { confirmLoss } from '../../parts/dialog.tsx';
import { announce, attempting } from '../../parts/notices.tsx';
import { isTyping } from '../../parts/typing.ts';
import { nextToBegin } from './act.ts';

const turning = (turn: () => Promise<void>): void => void attempting(() => queueTurn(turn));

/** Faster or slower by a step of the ladder; below the slowest it stands. */
async function changeSpeed(by: 1 | -1): Promise<void> {
  const speed = played.peek()?.clock.speed ?? 0;
  const ladder = [0, ...speeds];
  const faster = ladder.find((rate) => rate > speed) ?? 1000;
  const to = by > 0 ? faster : (ladder.findLast((rate) => rate < speed) ?? 0);
  announce(to === 0 ? 'The clock stands' : `The clock runs ×${to}`);
  await (to === 0 ? freezeTime() : runTime(to));
}

/** To when the next step begins, as if the time between had passed. */
async function leapToNext(truth: WorldTruth | null): Promise<void> {
  const next = nextToBegin(truth?.stories ?? [], instantNow.peek());
  if (next === null) return announce('No step is to come');
  announce(`To ${next.step.name}`);
  await setTime(next.step.begin);
}

async function beginAgain(): Promise<void> {
  const isMeant = await confirmLoss({
    title: 'Begin again?',
    text: 'What clients have written, the journal and all faults are forgotten, and the clock goes back to where it began.',
    action: 'Begin again',
  });
  if (!isMeant) return;
  turning(async () => {
    await askPlane('/reset', { method: 'POST', body: {} });
    await lookAgain();
  });
}

const fullScreen = (): Promise<void> =>
  document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();

interface DemoKey {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly what: string;
  readonly press: (truth: WorldTruth | null) => void;
}

const demoKeys: readonly DemoKey[] = [
  { keys: [' '], shown: 'Space', what: 'play, freeze', press: () => turning(toggleTime) },
  { keys: ['ArrowUp', '+'], shown: '↑', what: 'faster', press: () => turning(() => changeSpeed(1)) },
  { keys: ['ArrowDown', '-'], shown: '↓', what: 'slower', press: () => turning(() => changeSpeed(-1)) },
  { keys: ['ArrowRight', 'n'], shown: '→', what: 'next step', press: (truth) => turning(() => leapToNext(truth)) },
  { keys: ['r'], shown: 'R', what: 'again', press: () => void beginAgain() },
  { keys: ['f'], shown: 'F', what: 'full screen', press: () => void attempting(fullScreen) },
  { keys: ['Escape', 'q'], shown: 'Esc', what: 'leave', press: () => goTo('timeline') },
];

/** The keys, which can be pressed with a pointer too. */
export function DemoKeys({ truth }: { readonly truth: WorldTruth | null }) {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const found = isTyping(event) ? undefined : demoKeys.find(({ keys }) => keys.includes(event.key));
      // A button that has the focus is pressed with Space.
      const isOnButton = event.target instanceof HTMLButtonElement && event.key === ' ';
      if (found === undefined || isOnButton) return;
      event.preventDefault();
      found.press(truth);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [truth]);
  return (
    <div class="demo-keys" role="group" aria-label="Keys">
      {demoKeys.map(({ shown, what, press }) => (
        <button key={shown} type="button" onClick={() => press(truth)}>
          <kbd>{shown}</kbd> {what}
        </button>
      ))}
    </div>
  );
}
