/** The clock, and all that turns it. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { advanceTime, freezeTime, runTime, setTime, speeds } from '../../data/clockwork.ts';
import { instantNow, lookAgain, timeText, type WorldClock } from '../../data/world.ts';
import { confirmLoss } from '../../parts/dialog.tsx';
import { attempting } from '../../parts/notices.tsx';

const leaps = [
  ['1h', '+1 h', 'One hour on'],
  ['1d', '+1 day', 'One day on'],
] as const;

async function resetWorld(): Promise<void> {
  const isMeant = await confirmLoss({
    title: 'Back to the beginning?',
    text: 'What clients have written, the journal and all faults are forgotten, and the clock goes back to where it began.',
    action: 'Reset',
  });
  if (!isMeant) return;
  await attempting(() => askPlane('/reset', { method: 'POST', body: {} }), 'Back at the beginning');
  await lookAgain();
}

/** Buttons for the speeds of a clock. */
export const SpeedButtons = ({ speed }: { readonly speed: number }) => (
  <div class="group" role="group" aria-label="Speed of the clock">
    <button type="button" aria-pressed={speed === 0} onClick={() => void attempting(freezeTime, 'The clock stands')}>
      Freeze
    </button>
    {speeds.map((rate) => (
      <button
        key={rate}
        type="button"
        aria-pressed={speed === rate}
        title={rate === 1 ? 'As fast as real time' : `${rate} times as fast as real time`}
        onClick={() => void attempting(() => runTime(rate), `The clock runs ×${rate}`)}
      >
        {rate === 1 ? 'Play' : `×${rate}`}
      </button>
    ))}
  </div>
);

export function ClockCard({ clock }: { readonly clock: WorldClock }) {
  const to = useSignal('');
  const [day = '', time = ''] = timeText(instantNow.value).split(' ');
  const set = (event: Event): void => {
    event.preventDefault();
    void attempting(() => setTime(to.value), 'The clock was set').then((isDone) => {
      if (isDone) to.value = '';
    });
  };
  return (
    <section class="card" aria-labelledby="clock">
      <header>
        <h2 id="clock">Clock</h2>
        <button type="button" class="danger" onClick={() => void resetWorld()}>
          Reset…
        </button>
      </header>
      <p class="clock">
        <span class="time">{time}</span> <span class="quiet">{day} UTC</span>
      </p>
      <div class="row">
        <SpeedButtons speed={clock.speed} />
        <div class="group" role="group" aria-label="Leaps of the clock">
          {leaps.map(([by, label, what]) => (
            <button
              key={by}
              type="button"
              title={what}
              onClick={() => void attempting(() => advanceTime(by), `${what}: all that was due has happened`)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <form class="row" onSubmit={set}>
        <label class="field grow">
          <span class="label">Set to an instant, not before what has been lived</span>
          <input
            class="mono"
            placeholder={clock.instant}
            required
            value={to.value}
            onInput={({ currentTarget }) => (to.value = currentTarget.value)}
          />
        </label>
        <button type="submit" class="low-end">
          Set
        </button>
      </form>
    </section>
  );
}
