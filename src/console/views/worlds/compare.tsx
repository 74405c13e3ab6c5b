/** Two states side by side: now, a snapshot, or another world. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { narrow, placed } from '../../data/place.ts';
import { useTold } from '../../data/told.ts';
import { played, worldCount } from '../../data/world.ts';
import { attempting } from '../../parts/notices.tsx';
import { planeOfWorld } from '../traffic/live.ts';
import { comparedStates, type StateComparison, type WrittenCommand, type WrittenState } from './comparison.ts';

/** Commands of each side that are shown. */
const most = 50;

interface Side {
  readonly path: string;
  readonly title: string;
}

export function StatesCard() {
  const compared = useSignal<StateComparison | null>(null);
  const worlds = useTold(
    async (until) =>
      worldCount.value === 0
        ? []
        : (await askPlane<{ readonly worlds: readonly { readonly name: string }[] }>('/worlds', { signal: until }))
            .worlds,
    true,
  );
  const sides: readonly Side[] = [
    { path: '/state', title: 'now' },
    ...(played.value?.snapshots ?? []).map((name) => ({
      path: `/snapshots/${encodeURIComponent(name)}`,
      title: `snapshot ${name}`,
    })),
    ...(worlds.value.value ?? []).map(({ name }) => ({ path: `${planeOfWorld(name)}/state`, title: `world ${name}` })),
  ];
  const left = placed('one') || '/state';
  const other = placed('other') || (sides[1]?.path ?? '/state');
  const compare = (): Promise<boolean> =>
    attempting(async () => {
      const [one, two] = await Promise.all([askPlane<WrittenState>(left), askPlane<WrittenState>(other)]);
      compared.value = comparedStates(one, two);
    });
  const choice = (label: string, value: string, onChoice: (path: string) => void) => (
    <label class="field">
      <span class="label">{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChoice(currentTarget.value)}>
        {sides.map(({ path, title }) => (
          <option key={path} value={path} selected={path === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section class="card" aria-labelledby="compare">
      <h2 id="compare">Compare two states</h2>
      {sides.length < 2 ? (
        <p class="quiet">Take a snapshot or make a world, and it can be compared with now.</p>
      ) : (
        <div class="row">
          {choice('One', left, (one) => narrow({ one }))}
          {choice('The other', other, (path) => narrow({ other: path }))}
          <button type="button" class="low-end" onClick={() => void compare()}>
            Compare
          </button>
        </div>
      )}
      {compared.value === null ? null : <ComparedTable compared={compared.value} />}
    </section>
  );
}

function ComparedTable({ compared }: { readonly compared: StateComparison }) {
  const { facts, common, onlyLeft, onlyRight, isSame } = compared;
  return (
    <div class="stack tight">
      <p role="status">
        {isSame
          ? `They are the same, with ${common} changes.`
          : onlyLeft.length + onlyRight.length === 0
            ? `The same ${common} changes were written; what differs is marked.`
            : `They begin with the same ${common} changes; then the one has ${onlyLeft.length} more, and the other ${onlyRight.length}.`}
      </p>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">One</th>
            <th scope="col">The other</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ name, left, right, isSame: isEqual }) => (
            <tr key={name} class={isEqual ? '' : 'differs'}>
              <th scope="row">{name}</th>
              <td class="mono">{left}</td>
              <td class="mono">{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="cards">
        <Commands title="Only the one has" commands={onlyLeft} />
        <Commands title="Only the other has" commands={onlyRight} />
      </div>
    </div>
  );
}

const Commands = ({ title, commands }: { readonly title: string; readonly commands: readonly WrittenCommand[] }) =>
  commands.length === 0 ? null : (
    <section class="stack tight">
      <h3>
        {title} ({commands.length})
      </h3>
      <ol class="complaints">
        {commands.slice(0, most).map(({ id, kind, data }) => (
          <li key={id}>
            <strong>{kind}</strong> <code class="quiet">{JSON.stringify(data).slice(0, 300)}</code>
          </li>
        ))}
      </ol>
      {commands.length > most ? <p class="quiet">And {commands.length - most} more.</p> : null}
    </section>
  );
