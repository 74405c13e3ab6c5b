/** The truth of the World: every event with what it is, and how well verdicts tell attacks from the rest. */
import { askPlane } from '../data/client.ts';
import { goTo, narrow, placed } from '../data/place.ts';
import { keyOfLaneEvent, type LaneEvent } from '../data/stories.ts';
import { useTold } from '../data/told.ts';
import { playedKey } from '../data/world.ts';
import { EmptyNote, SeverityMark, Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { ScoreCard } from './truth/score.tsx';

const natures = ['malicious', 'benign', 'falsePositive'] as const;
const page = 500;

const columns: readonly TableColumn<LaneEvent>[] = [
  {
    key: 'at',
    title: 'Time',
    width: '12.5rem',
    cell: ({ at }) => <span title={at}>{at.slice(0, 19).replace('T', ' ')}</span>,
    sort: ({ at }) => at,
  },
  {
    key: 'nature',
    title: 'Truly',
    width: '8rem',
    cell: ({ nature }) => <span class={nature === 'malicious' ? 'severity high' : 'quiet'}>{nature}</span>,
    sort: ({ nature }) => nature,
  },
  {
    key: 'severity',
    title: 'Severity',
    width: '6.5rem',
    cell: ({ severity }) => <SeverityMark severity={severity} />,
    sort: ({ severity }) => severity,
  },
  { key: 'alarm', title: 'Alarm', width: 'minmax(9rem, 1fr)', cell: ({ alarm }) => alarm, sort: ({ alarm }) => alarm },
  {
    key: 'technique',
    title: 'ATT&CK',
    width: '6.5rem',
    cell: ({ technique }) => technique,
    sort: ({ technique }) => technique,
  },
  {
    key: 'step',
    title: 'Story and step',
    width: 'minmax(9rem, 1fr)',
    cell: ({ story, step }) => (story === null ? <span class="quiet">background</span> : `${story}: ${step ?? ''}`),
    sort: ({ story, step }) => `${story ?? ''} ${step ?? ''}`,
  },
  { key: 'why', title: 'Why', width: 'minmax(14rem, 2fr)', cell: ({ why }) => why },
];

export function TruthView() {
  const offset = Number(placed('offset'));
  const turn = (by: number): void => narrow({ offset: String(Math.max(0, offset + by) || '') });
  const told = useTold((until) => {
    void playedKey.value;
    const query = new URLSearchParams({ offset: placed('offset') || '0', limit: String(page) });
    for (const name of ['nature', 'story', 'step']) if (placed(name) !== '') query.set(name, placed(name));
    return askPlane<{ readonly count: number; readonly events: readonly LaneEvent[] }>(`/truth/events?${query}`, {
      signal: until,
    });
  });
  const choose = (changes: Readonly<Record<string, string>>): void => narrow({ ...changes, offset: '' });
  return (
    <div class="view">
      <header>
        <h1>Truth</h1>
        <span class="quiet">what clients of the products never see</span>
      </header>
      <ScoreCard />
      <section class="card" aria-labelledby="true-events">
        <header>
          <h2 id="true-events">Events as they truly are</h2>
          <TrueEventFilters onChoice={choose} />
        </header>
        <Shown told={told}>
          {({ count, events }) =>
            events.length === 0 ? (
              <EmptyNote title="No event is so">
                Choose another nature or story, or let the clock run in World.
              </EmptyNote>
            ) : (
              <div class="stack tight">
                <div class="row">
                  <span class="quiet grow" role="status">
                    {offset + 1} to {offset + events.length} of {count}
                  </span>
                  <div class="group">
                    <button type="button" disabled={offset === 0} onClick={() => turn(-page)}>
                      Before
                    </button>
                    <button type="button" disabled={offset + events.length >= count} onClick={() => turn(page)}>
                      After
                    </button>
                  </div>
                </div>
                <div class="tall">
                  <DataTable
                    label="True events"
                    columns={columns}
                    rows={events}
                    keyOf={keyOfLaneEvent}
                    onOpen={(event) => goTo('events', { event: keyOfLaneEvent(event) })}
                  />
                </div>
              </div>
            )
          }
        </Shown>
      </section>
    </div>
  );
}

interface FilterProps {
  readonly onChoice: (changes: Readonly<Record<string, string>>) => void;
}

const TrueEventFilters = ({ onChoice }: FilterProps) => (
  <div class="row">
    <div class="group" role="group" aria-label="Nature">
      {['', ...natures].map((nature) => (
        <button
          key={nature}
          type="button"
          aria-pressed={placed('nature') === nature}
          onClick={() => onChoice({ nature })}
        >
          {nature || 'all'}
        </button>
      ))}
    </div>
    <input
      type="search"
      aria-label="Story"
      placeholder="story"
      value={placed('story')}
      onChange={({ currentTarget }) => onChoice({ story: currentTarget.value })}
    />
    <input
      type="search"
      aria-label="Step"
      placeholder="step"
      value={placed('step')}
      onChange={({ currentTarget }) => onChoice({ step: currentTarget.value })}
    />
  </div>
);
