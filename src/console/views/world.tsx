/** What is played: scenario, clock, counts, and who may ask. */
import { contactProblem, played, playedKey, timeText, type PlayedWorld } from '../data/world.ts';
import { askTruth } from '../data/stories.ts';
import { useTold } from '../data/told.ts';
import { CopyButton } from '../parts/copy.tsx';
import { EmptyNote } from '../parts/states.tsx';
import { AccessCards } from './world/access.tsx';
import { ClockCard } from './world/clock.tsx';
import { FilesCard } from './world/files.tsx';
import { PlayCard } from './world/play.tsx';

export function WorldView() {
  const world = played.value;
  if (world === null)
    return (
      <div class="view">
        <h1>World</h1>
        {contactProblem.value === '' ? (
          <p class="quiet">Asking…</p>
        ) : (
          <EmptyNote title="Nothing is known of the World yet">{contactProblem.value}</EmptyNote>
        )}
      </div>
    );
  return (
    <div class="view">
      <header>
        <h1>{world.title}</h1>
        {world.world === null ? null : <span class="badge">world {world.world}</span>}
      </header>
      <div class="cards">
        <ClockCard clock={world.clock} />
        <FactsCard world={world} />
      </div>
      <Counts world={world} />
      <AccessCards />
      <div class="cards">
        <PlayCard world={world} />
        <FilesCard />
      </div>
    </div>
  );
}

function FactsCard({ world }: { readonly world: PlayedWorld }) {
  const truth = useTold((until) => {
    void playedKey.value;
    return askTruth(until);
  }, true);
  const format = truth.value.value?.worldFormat;
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">World</h2>
      <dl class="facts">
        <dt>Scenario</dt>
        <dd>{world.scenario}</dd>
        <dt>Seed</dt>
        <dd>
          <span class="mono">{world.seed}</span>
        </dd>
        <dt>World format</dt>
        <dd>{format ?? '…'}</dd>
        <dt>Products</dt>
        <dd>{world.products.join(', ')}</dd>
        <dt>From</dt>
        <dd class="mono">{timeText(Date.parse(world.start))}</dd>
        <dt>To</dt>
        <dd class="mono">{timeText(Date.parse(world.end))}</dd>
        <dt>State</dt>
        <dd class="row">
          <code class="cut hash">{world.stateHash}</code>
          <CopyButton text={world.stateHash} what="the hash of the state" />
        </dd>
        <dt>Version</dt>
        <dd>{world.version}</dd>
      </dl>
    </section>
  );
}

const counted: readonly (readonly [name: string, title: string])[] = [
  ['aggregatedEvents', 'events'],
  ['submittedEvents', 'submitted'],
  ['customers', 'customers'],
  ['sensors', 'sensors'],
  ['users', 'users'],
  ['cases', 'cases'],
  ['commands', 'changes'],
];

const Counts = ({ world }: { readonly world: PlayedWorld }) => (
  <section aria-label="Counts">
    <dl class="counts">
      {[
        ...counted.map(([name, title]) => [title, world.counts[name] ?? 0] as const),
        ['requests', world.journal.last] as const,
        ['faults', world.faults] as const,
      ].map(([title, count]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  </section>
);
