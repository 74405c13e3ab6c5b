/** What happened when. */
import { askPlane } from '../data/client.ts';
import { addressTo } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { playedKey } from '../data/world.ts';
import { EmptyNote, SeverityMark, Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';

interface ToldEvent {
  readonly ids: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly at: string;
  readonly alarm: string;
  readonly severity: string;
  readonly source: string;
  readonly destination: string;
}

const columns: readonly TableColumn<ToldEvent>[] = [
  { key: 'at', title: 'Time', width: '12rem', cell: ({ at }) => at, sort: ({ at }) => at },
  {
    key: 'severity',
    title: 'Severity',
    width: '7rem',
    cell: ({ severity }) => <SeverityMark severity={severity} />,
    sort: ({ severity }) => severity,
  },
  { key: 'alarm', title: 'Alarm', width: 'minmax(12rem, 1fr)', cell: ({ alarm }) => alarm, sort: ({ alarm }) => alarm },
  { key: 'source', title: 'Source', width: '10rem', cell: ({ source }) => source },
  { key: 'destination', title: 'Destination', width: '10rem', cell: ({ destination }) => destination },
];

export function TimelineView() {
  const told = useTold((until) => {
    void playedKey.value;
    return askPlane<{ events: readonly ToldEvent[] }>('/truth/events?limit=500', { signal: until });
  });
  return (
    <div class="view fills">
      <header>
        <h1>Timeline</h1>
      </header>
      <Shown told={told}>
        {({ events }) =>
          events.length === 0 ? (
            <EmptyNote title="No events yet">
              Let the clock run in <a href={addressTo('world')}>World</a>.
            </EmptyNote>
          ) : (
            <DataTable
              label="Events"
              columns={columns}
              rows={events}
              keyOf={({ ids, at, alarm }) => Object.values(Object.values(ids)[0] ?? {})[0] ?? at + alarm}
            />
          )
        }
      </Shown>
    </div>
  );
}
