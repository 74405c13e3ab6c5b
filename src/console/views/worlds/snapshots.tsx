/** States by name, and as files: taken, gone back to, saved and brought in. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { lookAgain } from '../../data/world.ts';
import { saveFile } from '../../parts/copy.tsx';
import { confirmLoss } from '../../parts/dialog.tsx';
import { attempting } from '../../parts/notices.tsx';
import { EmptyNote } from '../../parts/states.tsx';

export interface ListedSnapshot {
  readonly name: string;
  readonly instant: string;
  readonly commands: number;
}

const pathOf = (name: string): string => `/snapshots/${encodeURIComponent(name)}`;

const save = (path: string, name: string): void =>
  void attempting(
    async () => saveFile(name, JSON.stringify(await askPlane<object>(path)), 'application/json'),
    `${name} was saved`,
  );

async function restore(name: string): Promise<void> {
  const isMeant = await confirmLoss({
    title: `Go to the snapshot ${name}?`,
    text: 'What was written since is lost, unless you take a snapshot of now first.',
    action: 'Go there',
  });
  if (!isMeant) return;
  await attempting(() => askPlane(`${pathOf(name)}/restore`, { method: 'POST', body: {} }), `It is as in ${name}`);
  await lookAgain();
}

async function bring(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const isMeant = await confirmLoss({
    title: `Import ${file.name}?`,
    text: 'It takes the place of all that has been written.',
    action: 'Import',
  });
  if (!isMeant) return;
  await attempting(
    async () => askPlane('/state', { method: 'PUT', body: JSON.parse(await file.text()) as object }),
    `${file.name} is in place`,
  );
  await lookAgain();
}

interface SnapshotProps {
  readonly snapshots: readonly ListedSnapshot[];
  readonly onChange: () => void;
}

export function SnapshotCard({ snapshots, onChange }: SnapshotProps) {
  const name = useSignal('');
  const take = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isKnown = snapshots.some((one) => one.name === name.value);
    const question = {
      title: `Replace the snapshot ${name.value}?`,
      text: 'There is one of this name; the state that it keeps is lost.',
      action: 'Replace',
    };
    if (isKnown && !(await confirmLoss(question))) return;
    if (await attempting(() => askPlane(pathOf(name.value), { method: 'PUT' }), `${name.value} is taken`))
      name.value = '';
    onChange();
  };
  const forget = async (one: string): Promise<void> => {
    const isMeant = await confirmLoss({
      title: `Forget ${one}?`,
      text: 'The state that it keeps is lost.',
      action: 'Forget',
    });
    if (!isMeant) return;
    await attempting(() => askPlane(pathOf(one), { method: 'DELETE' }), `${one} is forgotten`);
    onChange();
  };
  return (
    <section class="card" aria-labelledby="snapshots">
      <header>
        <h2 id="snapshots">States of this World</h2>
        <div class="row">
          <button type="button" onClick={() => save('/state', 'state.json')}>
            Export the state
          </button>
          <label class="button">
            Import a state…
            <input
              type="file"
              class="unseen"
              accept="application/json,.json"
              onChange={({ currentTarget }) => {
                void bring(currentTarget.files?.[0]);
                currentTarget.value = '';
              }}
            />
          </label>
        </div>
      </header>
      <form class="row" onSubmit={(event) => void take(event)}>
        <label class="field grow">
          <span class="label">Take a snapshot of now, by a name</span>
          <input required value={name.value} onInput={({ currentTarget }) => (name.value = currentTarget.value)} />
        </label>
        <button type="submit" class="low-end">
          Take it
        </button>
      </form>
      {snapshots.length === 0 ? (
        <EmptyNote title="No snapshots">
          One keeps all that was written and what the clock shows, to go back to.
        </EmptyNote>
      ) : (
        <SnapshotRows snapshots={snapshots} onForget={(one) => void forget(one)} />
      )}
    </section>
  );
}

interface RowsProps {
  readonly snapshots: readonly ListedSnapshot[];
  readonly onForget: (name: string) => void;
}

const SnapshotRows = ({ snapshots, onForget }: RowsProps) => (
  <ul class="rows">
    {snapshots.map(({ name: one, instant, commands }) => (
      <li key={one}>
        <span>
          <strong>{one}</strong>{' '}
          <span class="quiet">
            {instant}, {commands} changes
          </span>
        </span>
        <button type="button" aria-label={`Go to ${one}…`} onClick={() => void restore(one)}>
          Go to…
        </button>
        <button type="button" aria-label={`Save ${one}`} onClick={() => save(pathOf(one), `${one}.json`)}>
          Save
        </button>
        <button type="button" class="danger" aria-label={`Forget ${one}…`} onClick={() => onForget(one)}>
          Forget…
        </button>
      </li>
    ))}
  </ul>
);
