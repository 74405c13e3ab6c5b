/** Worlds beside this one, and states of this one: made, opened, kept, gone back to, compared. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { askPlane } from '../data/client.ts';
import { controlDocument, operationsIn, shelfOf, type OpenApiDocument } from '../data/documents.ts';
import { useTold } from '../data/told.ts';
import { lookAgain, played } from '../data/world.ts';
import { SchemaFields } from '../forms/form.tsx';
import { formFields, type FormValues } from '../forms/model.ts';
import { confirmLoss } from '../parts/dialog.tsx';
import { attempting } from '../parts/notices.tsx';
import { EmptyNote, Shown } from '../parts/states.tsx';
import { StatesCard } from './worlds/compare.tsx';
import { SnapshotCard, type ListedSnapshot } from './worlds/snapshots.tsx';

interface ListedWorld {
  readonly name: string;
  readonly url: string;
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly events: number;
  readonly clock: { readonly instant: string; readonly speed: number };
  readonly keys?: readonly { readonly label: string; readonly value: string }[];
}

/** Asked together, so that none moves what stands below it. */
interface ListedStates {
  readonly worlds: readonly ListedWorld[];
  readonly snapshots: readonly ListedSnapshot[];
  readonly document: OpenApiDocument;
}

export function WorldsView() {
  const isServer = played.value?.world === null;
  const changes = useSignal(0);
  const told = useTold(async (until): Promise<ListedStates> => {
    const { world = null } = played.value ?? {};
    void changes.value;
    const [{ worlds }, { snapshots }, document] = await Promise.all([
      world === null ? askPlane<Pick<ListedStates, 'worlds'>>('/worlds', { signal: until }) : { worlds: [] },
      askPlane<Pick<ListedStates, 'snapshots'>>('/snapshots', { signal: until }),
      controlDocument(),
    ]);
    return { worlds, snapshots, document };
  }, true);
  const changed = (): void => void changes.value++;
  return (
    <div class="view">
      <header>
        <h1>Worlds</h1>
      </header>
      <Shown told={told}>
        {({ worlds, snapshots, document }) => (
          <>
            {isServer ? (
              <>
                <WorldList worlds={worlds} onChange={changed} />
                <NewWorld document={document} onMade={changed} />
              </>
            ) : (
              <p class="quiet">Worlds are made in the console of the server itself.</p>
            )}
            <SnapshotCard snapshots={snapshots} onChange={changed} />
            <StatesCard />
          </>
        )}
      </Shown>
    </div>
  );
}

interface ListProps {
  readonly worlds: readonly ListedWorld[];
  readonly onChange: () => void;
}

function WorldList({ worlds, onChange }: ListProps) {
  const remove = async (name: string): Promise<void> => {
    const isMeant = await confirmLoss({
      title: `Remove the world ${name}?`,
      text: 'All that was written to it is lost, and its address and keys reach nobody any more.',
      action: 'Remove',
    });
    if (!isMeant) return;
    await attempting(() => askPlane(`/worlds/${encodeURIComponent(name)}`, { method: 'DELETE' }), `${name} is removed`);
    onChange();
    await lookAgain();
  };
  return worlds.length === 0 ? (
    <EmptyNote title="No worlds beside the server’s own">
      Make one below: each has its own address, keys, clock, faults and journal, and is made in a millisecond.
    </EmptyNote>
  ) : (
    <div class="cards">
      {worlds.map(({ name, url, scenario, seed, events, clock, keys }) => (
        <section key={name} class="card" aria-label={`World ${name}`}>
          <header>
            <h2>{name}</h2>
            <span class={clock.speed > 0 ? 'badge good' : 'badge'}>
              {clock.speed > 0 ? `×${clock.speed}` : 'frozen'}
            </span>
          </header>
          <dl class="facts">
            <dt>Scenario</dt>
            <dd>
              {scenario}, seed {seed}, {events} events
            </dd>
            <dt>Now</dt>
            <dd class="mono">{clock.instant}</dd>
            <dt>Address</dt>
            <dd class="mono">{url}</dd>
            <dt>Key</dt>
            <dd class="mono">{keys?.[0]?.value ?? 'none'}</dd>
          </dl>
          <div class="actions">
            <a class="button" href={`../../w/${encodeURIComponent(name)}/_sim/console/`} target="_blank" rel="noopener">
              Open its console
            </a>
            <button type="button" class="danger" aria-label={`Remove ${name}…`} onClick={() => void remove(name)}>
              Remove…
            </button>
          </div>
        </section>
      ))}
    </div>
  );
}

interface NewProps {
  readonly document: OpenApiDocument;
  readonly onMade: () => void;
}

function NewWorld({ document, onMade }: NewProps) {
  const name = useSignal('');
  const values = useSignal<FormValues>({});
  const round = useSignal(0);
  const fields = useMemo(
    () => formFields(operationsIn(document).find(({ id }) => id === 'postWorld')?.body ?? {}, shelfOf(document)),
    [document],
  );
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isNamed = name.value !== '';
    const known = isNamed && (await isThere(name.value));
    const question = {
      title: `Replace the world ${name.value}?`,
      text: 'There is one of this name; all that was written to it is lost.',
      action: 'Replace',
    };
    if (known && !(await confirmLoss(question))) return;
    const path = isNamed ? `/worlds/${encodeURIComponent(name.value)}` : '/worlds';
    const method = isNamed ? 'PUT' : 'POST';
    const isMade = await attempting(() => askPlane(path, { method, body: values.value }), 'The world is made');
    if (!isMade) return;
    name.value = '';
    values.value = {};
    round.value++;
    onMade();
    await lookAgain();
  };
  return (
    <form class="card" aria-label="Make a world" onSubmit={(event) => void make(event)}>
      <h2>Make a world</h2>
      <label class="field named">
        <span class="label">Name; the server names it when left empty</span>
        <input value={name.value} onInput={({ currentTarget }) => (name.value = currentTarget.value)} />
      </label>
      <SchemaFields
        key={round.value}
        fields={fields}
        values={values.value}
        onChange={(next) => (values.value = next)}
      />
      <div class="actions">
        <button type="submit" class="primary">
          Make it
        </button>
      </div>
    </form>
  );
}

const isThere = (name: string): Promise<boolean> =>
  askPlane(`/worlds/${encodeURIComponent(name)}`).then(
    () => true,
    () => false,
  );
