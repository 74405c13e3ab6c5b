/** What clients ask, as they ask it; what they got wrong stands out. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { askPlane } from '../data/client.ts';
import { narrow, placed } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { lookAgain, playedKey, worldCount } from '../data/world.ts';
import { saveFile } from '../parts/copy.tsx';
import { confirmLoss } from '../parts/dialog.tsx';
import { attempting } from '../parts/notices.tsx';
import { SidePanel } from '../parts/panel.tsx';
import { EmptyNote, ProblemNote } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { isWantedRequest, sentTarget, type JournalRequest, type TrafficFilter } from './traffic/entries.ts';
import { TrafficFilters } from './traffic/filters.tsx';
import { mostKept, planeOfWorld, useLiveJournal } from './traffic/live.ts';
import { RefusalList } from './traffic/refusal-list.tsx';
import { groupedRefusals } from './traffic/refusals.ts';
import { RequestDetail } from './traffic/detail.tsx';
import { StatusMark } from './traffic/status.tsx';

const columns: readonly TableColumn<JournalRequest>[] = [
  { key: 'seq', title: '#', width: '4.5rem', cell: ({ seq }) => seq, sort: ({ seq }) => seq, isNumber: true },
  {
    key: 'at',
    title: 'Time',
    width: '8rem',
    cell: ({ at }) => <span title={at}>{at.slice(11, 23)}</span>,
    sort: ({ seq }) => seq,
  },
  {
    key: 'status',
    title: 'Status',
    width: '5.5rem',
    cell: ({ status }) => <StatusMark status={status} />,
    sort: ({ status }) => status,
  },
  {
    key: 'operation',
    title: 'Operation',
    width: 'minmax(11rem, 1fr)',
    cell: ({ operation }) => operation ?? <span class="quiet">none</span>,
    sort: ({ operation }) => operation ?? '',
  },
  {
    key: 'request',
    title: 'Request',
    width: 'minmax(14rem, 2fr)',
    cell: (entry) => (
      <span class="mono">
        {entry.method} {sentTarget(entry)}
      </span>
    ),
  },
  {
    key: 'principal',
    title: 'Caller',
    width: '8rem',
    cell: ({ principal }) => principal ?? <span class="quiet">unknown</span>,
    sort: ({ principal }) => principal ?? '',
  },
  { key: 'faults', title: 'Faults', width: '8rem', cell: ({ faults }) => faults.join(', ') },
  {
    key: 'took',
    title: 'ms',
    width: '4.5rem',
    cell: ({ took }) => Math.round(took),
    sort: ({ took }) => took,
    isNumber: true,
  },
];

const readFilter = (): TrafficFilter => ({
  product: placed('product'),
  operation: placed('operation'),
  principal: placed('principal'),
  status: placed('status'),
  text: placed('text'),
});

export function TrafficView() {
  const world = placed('world');
  const isPaused = useSignal(false);
  const journal = useLiveJournal(world, playedKey.value, isPaused).value;
  const { entries, isLive, problem } = journal;
  const filter = readFilter();
  const key = JSON.stringify(filter);
  const wanted = useMemo(() => entries.filter((entry) => isWantedRequest(entry, filter)).reverse(), [entries, key]);
  const refusals = useMemo(() => groupedRefusals(wanted), [wanted]);
  const opened = entries.find(({ seq }) => String(seq) === placed('request'));
  return (
    <div class="view fills traffic">
      <header>
        <h1>Traffic</h1>
        <span class={isLive && !isPaused.value ? 'badge good' : 'badge'} role="status">
          {isPaused.value ? 'paused' : isLive ? 'live' : 'not live'}
        </span>
        <span class="quiet grow">
          {wanted.length} of {entries.length} requests{entries.length >= mostKept ? ', the latest' : ''}
        </span>
        <JournalActions world={world} isPaused={isPaused.value} onPause={() => (isPaused.value = !isPaused.value)} />
      </header>
      <div class="filled">
        <WorldChoice world={world} />
        <TrafficFilters entries={entries} filter={filter} />
        {problem === null ? null : <ProblemNote problem={problem} />}
        <RefusalList groups={refusals} />
        <div class={opened === undefined ? 'beside' : 'beside open'}>
          {wanted.length === 0 ? (
            <EmptyNote title={entries.length === 0 ? 'Nobody has asked anything yet' : 'No request is so'}>
              {entries.length === 0
                ? 'Point a client at the server, or paste one of the lines in World; each request stands here as it is answered.'
                : 'Take some of the filters away.'}
            </EmptyNote>
          ) : (
            <DataTable
              label="Requests"
              columns={columns}
              rows={wanted}
              keyOf={({ seq }) => String(seq)}
              opened={placed('request')}
              onOpen={({ seq }) => narrow({ request: String(seq) }, true)}
            />
          )}
          {opened === undefined ? null : (
            <SidePanel title={`Request ${opened.seq}`} onClose={() => narrow({ request: '' })}>
              <RequestDetail key={opened.seq} entry={opened} world={world} />
            </SidePanel>
          )}
        </div>
      </div>
    </div>
  );
}

interface ActionsProps {
  readonly world: string;
  readonly isPaused: boolean;
  readonly onPause: () => void;
}

function JournalActions({ world, isPaused, onPause }: ActionsProps) {
  const path = `${planeOfWorld(world)}/journal`;
  const save = async (): Promise<void> => {
    const archive = await askPlane<object>(`${path}?format=har`);
    saveFile('requests.har', JSON.stringify(archive), 'application/json');
  };
  const clear = async (): Promise<void> => {
    const isMeant = await confirmLoss({
      title: 'Forget all requests?',
      text: 'The journal is emptied and counts from 1 again. Nothing else changes.',
      action: 'Forget',
    });
    if (!isMeant) return;
    if (await attempting(() => askPlane(path, { method: 'DELETE' }), 'The journal is empty')) narrow({ request: '' });
    await lookAgain();
  };
  return (
    <div class="row">
      <button type="button" aria-pressed={isPaused} onClick={onPause}>
        Pause
      </button>
      <button type="button" onClick={() => void attempting(save, 'requests.har was saved')}>
        Save as HAR
      </button>
      <button type="button" class="danger" onClick={() => void clear()}>
        Forget…
      </button>
    </div>
  );
}

/** Of which world the requests are; a server alone has no choice. */
function WorldChoice({ world }: { readonly world: string }) {
  const told = useTold(async (until) => {
    if (worldCount.value === 0) return [];
    return (await askPlane<{ readonly worlds: readonly { readonly name: string }[] }>('/worlds', { signal: until }))
      .worlds;
  }, true);
  const worlds = told.value.value ?? [];
  // Known before the worlds' names are: nothing below moves when those come.
  if (worldCount.value === 0 && world === '') return null;
  return (
    <label class="row">
      <span class="label" aria-hidden="true">
        World
      </span>
      <select
        aria-label="World"
        value={world}
        onChange={({ currentTarget }) => narrow({ world: currentTarget.value, request: '' }, true)}
      >
        <option value="">the server’s own</option>
        {[...new Set([...worlds.map(({ name }) => name), world])].filter(Boolean).map((name) => (
          <option key={name} value={name} selected={name === world}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
