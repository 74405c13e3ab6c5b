/** Plays another scenario, or the same with another seed. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { useTold } from '../../data/told.ts';
import { lookAgain, type PlayedWorld } from '../../data/world.ts';
import { confirmLoss } from '../../parts/dialog.tsx';
import { attempting } from '../../parts/notices.tsx';

interface ToldScenarios {
  readonly scenarios: readonly string[];
}

export function PlayCard({ world }: { readonly world: PlayedWorld }) {
  const told = useTold((until) => askPlane<ToldScenarios>('/scenarios', { signal: until }), true);
  const scenario = useSignal('');
  const seed = useSignal('');
  const clock = useSignal('');
  const chosen = scenario.value || world.scenario;
  const names = told.value.value?.scenarios ?? [world.scenario];
  const play = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isMeant = await confirmLoss({
      title: `Play ${chosen}?`,
      text: 'The World that is played ends with all that was written to it; its journal and snapshots are forgotten.',
      action: 'Play',
    });
    if (!isMeant) return;
    const given = { seed: seed.value, clock: clock.value };
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    // The server has a smaller door for another seed of the same.
    const isSeedAlone = chosen === world.scenario && given.clock === '' && given.seed !== '';
    const body = isSeedAlone ? said : { scenario: chosen, ...said };
    await attempting(
      () => askPlane(isSeedAlone ? '/seed' : '/scenario', { method: 'PUT', body }),
      `${chosen} is played`,
    );
    await lookAgain();
  };
  return (
    <section class="card" aria-labelledby="play">
      <h2 id="play">Play another World</h2>
      <form class="stack" onSubmit={(event) => void play(event)}>
        <label class="field">
          <span class="label">Scenario</span>
          <select value={chosen} onChange={({ currentTarget }) => (scenario.value = currentTarget.value)}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div class="pair">
          <label class="field">
            <span class="label">Seed</span>
            <input
              placeholder={world.seed}
              value={seed.value}
              onInput={({ currentTarget }) => (seed.value = currentTarget.value)}
            />
          </label>
          <label class="field">
            <span class="label">Clock</span>
            <input
              list="clocks"
              placeholder="as it was"
              value={clock.value}
              onInput={({ currentTarget }) => (clock.value = currentTarget.value)}
            />
            <datalist id="clocks">
              <option value="frozen" />
              <option value="live" />
              <option value="live:60" />
              <option value="live:600" />
              <option value="live:1000" />
            </datalist>
          </label>
        </div>
        <div class="actions">
          <button type="submit" class="primary">
            Play…
          </button>
        </div>
      </form>
    </section>
  );
}
