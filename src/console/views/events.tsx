/** Events and alarms: a search of any product with its own criteria, what it found, and each event as every product shows it. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { productsDocument, type OpenApiDocument } from '../data/documents.ts';
import { narrow, placed } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { played, playedKey } from '../data/world.ts';
import { SidePanel } from '../parts/panel.tsx';
import { EmptyNote, SeverityMark, Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { accessFor, askCallers, type ProductCallers } from '../products/callers.ts';
import type { FoundThing } from '../products/desk.ts';
import { EventDetail } from './events/detail.tsx';
import { SearchForm } from './events/search-form.tsx';
import {
  chosenSearch,
  documentedOperation,
  placedCriteria,
  requestOfSearch,
  resultOf,
  type ChosenSearch,
  type SearchResult,
} from './events/search.ts';

const ranks = ['low', 'medium', 'high', 'critical'];

const columns: readonly TableColumn<FoundThing>[] = [
  {
    key: 'at',
    title: 'Time',
    width: '12.5rem',
    cell: ({ at }) => <span title={at}>{at.slice(0, 19).replace('T', ' ')}</span>,
    sort: ({ at }) => at,
  },
  {
    key: 'severity',
    title: 'Severity',
    width: '6.5rem',
    cell: ({ severity }) => <SeverityMark severity={severity} />,
    sort: ({ severity }) => ranks.indexOf(severity),
  },
  { key: 'what', title: 'Alarm', width: 'minmax(13rem, 3fr)', cell: ({ what }) => what, sort: ({ what }) => what },
  {
    key: 'source',
    title: 'Source',
    width: 'minmax(8rem, 1fr)',
    cell: ({ source }) => source,
    sort: ({ source }) => source,
  },
  {
    key: 'destination',
    title: 'Destination',
    width: 'minmax(8rem, 1fr)',
    cell: ({ destination }) => destination,
    sort: ({ destination }) => destination,
  },
  {
    key: 'customer',
    title: 'Customer',
    width: '6.5rem',
    cell: ({ customer }) => customer,
    sort: ({ customer }) => customer,
  },
  {
    key: 'count',
    title: 'Count',
    width: '5rem',
    cell: ({ count }) => count,
    sort: ({ count }) => count,
    isNumber: true,
  },
];

interface Known {
  readonly document: OpenApiDocument;
  readonly callers: readonly ProductCallers[];
}

export function EventsView() {
  const told = useTold(async (until): Promise<Known> => {
    void playedKey.value;
    const [document, callers] = await Promise.all([productsDocument(), askCallers(until)]);
    return { document, callers };
  });
  const chosen = chosenSearch(played.value?.products ?? []);
  return (
    <div class="view fills">
      <header>
        <h1>Events and alarms</h1>
      </header>
      {chosen === undefined ? (
        <EmptyNote title="Nothing to search">No product of this World has a search that the console knows.</EmptyNote>
      ) : (
        <Shown told={told}>
          {(known) => <Searching key={chosen.search.operation} chosen={chosen} known={known} />}
        </Shown>
      )}
    </div>
  );
}

function Searching({ chosen: { desk, search }, known }: { readonly chosen: ChosenSearch; readonly known: Known }) {
  const { document, callers } = known;
  const operation = useMemo(() => documentedOperation(document, search.operation), [document, search]);
  const address = document.servers?.[0]?.url ?? '';
  const labels = callers.find(({ name }) => name === desk.name)?.credentials ?? [];
  const caller = labels.find(({ label }) => label === placed('as')) ?? labels[0];
  const access = accessFor(callers, desk.name, address, (value) => value === caller?.value);
  const rounds = useSignal(0);
  const result = useTold((until) => {
    void rounds.value;
    void playedKey.value;
    const criteria = placedCriteria(search);
    const as = placed('as');
    if (operation === null) return Promise.resolve({ things: [], count: 0 });
    const { value } = labels.find(({ label }) => label === as) ?? labels[0] ?? { value: '' };
    const shown = accessFor(callers, desk.name, address, (credential) => credential === value);
    return resultOf(search, requestOfSearch(operation, criteria), shown, until);
  });
  if (operation === null)
    return <EmptyNote title="This search is not served">The product has no operation {search.operation}.</EmptyNote>;
  const request = requestOfSearch(operation, placedCriteria(search));
  const opened = placed('event');
  return (
    <div class="filled">
      <SearchForm
        {...{ desk, search, operation, document, labels, access }}
        caller={caller?.label ?? ''}
        request={{ ...request, url: address + request.path, access }}
        onAgain={() => rounds.value++}
      />
      <div class={opened === '' ? 'beside' : 'beside open'}>
        <div class="found">
          <Shown told={result}>{(found) => <FoundTable found={found} title={search.title} opened={opened} />}</Shown>
        </div>
        <Opened id={opened} callers={callers} address={address} />
      </div>
    </div>
  );
}

interface FoundProps {
  readonly found: SearchResult;
  readonly title: string;
  readonly opened: string;
}

const FoundTable = ({ found: { things, count }, title, opened }: FoundProps) => (
  <>
    <p class="quiet" role="status">
      {things.length} of {count}
      {things.length < count ? '; more with a higher limit, or narrower criteria' : ''}
    </p>
    {things.length === 0 ? (
      <EmptyNote title="Nothing was found">
        Take a criterion away, search a longer time, or let the clock run in World.
      </EmptyNote>
    ) : (
      <DataTable
        label={title}
        columns={columns}
        rows={things}
        keyOf={({ id }) => id}
        opened={opened}
        onOpen={({ id }) => narrow({ event: id, packet: '' }, true)}
      />
    )}
  </>
);

interface OpenedProps {
  readonly id: string;
  readonly callers: readonly ProductCallers[];
  readonly address: string;
}

const Opened = ({ id, callers, address }: OpenedProps) =>
  id === '' ? null : (
    <SidePanel title={id} onClose={closeEvent}>
      <EventDetail key={id} id={id} callers={callers} address={address} />
    </SidePanel>
  );

const closeEvent = (): void => narrow({ event: '' });
