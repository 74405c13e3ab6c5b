/** Which search, as whom, with which criteria; and the request that it comes to. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FoundOperation, OpenApiDocument } from '../../data/documents.ts';
import { narrow, placed } from '../../data/place.ts';
import { played } from '../../data/world.ts';
import type { Suggestions } from '../../forms/entries.tsx';
import { SchemaFields } from '../../forms/form.tsx';
import type { FormValues } from '../../forms/model.ts';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { askAsClient, type ProductDesk, type ProductSearch } from '../../products/desk.ts';
import type { PrintedAccess, PrintedRequest } from '../../products/printed.ts';
import { allSearches, fieldsOfSearch, placeCriteria, placedCriteria } from './search.ts';

interface FormProps {
  readonly desk: ProductDesk;
  readonly search: ProductSearch;
  readonly operation: FoundOperation;
  readonly document: OpenApiDocument;
  readonly labels: readonly { readonly value: string; readonly label: string }[];
  /** Label of the credential that is shown. */
  readonly caller: string;
  readonly access: PrintedAccess | null;
  readonly request: PrintedRequest;
  readonly onAgain: () => void;
}

export function SearchForm({ desk, search, operation, document, labels, caller, access, request, onAgain }: FormProps) {
  const draft = useSignal<FormValues>(placedCriteria(search));
  const showsAll = useSignal(false);
  const showsRequest = useSignal(false);
  // Going back in the history brings the criteria of then.
  useSignalEffect(() => {
    draft.value = placedCriteria(search);
  });
  const all = useMemo(() => fieldsOfSearch(operation, document), [operation, document]);
  const usual = search.usual.flatMap((name) => all.filter((field) => field.name === name));
  const said = Object.keys(draft.value);
  const shown = showsAll.value
    ? all
    : [...usual, ...all.filter(({ name }) => said.includes(name) && !search.usual.includes(name))];
  const suggestions = useKnownValues(desk, access);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (JSON.stringify(draft.value) === JSON.stringify(placedCriteria(search))) onAgain();
    else placeCriteria(draft.value);
  };
  return (
    <form class="card searching" role="search" aria-label={search.title} onSubmit={submit}>
      <div class="row">
        <SearchChoice current={search.operation} />
        <label class="row">
          <span class="label" aria-hidden="true">
            as
          </span>
          <select
            aria-label="Ask as"
            value={caller}
            onChange={({ currentTarget }) => narrow({ as: currentTarget.value }, true)}
          >
            {labels.map(({ label }) => (
              <option key={label} value={label} selected={label === caller}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <span class="grow" />
        <button
          type="button"
          aria-pressed={showsRequest.value}
          onClick={() => (showsRequest.value = !showsRequest.value)}
        >
          Show the request
        </button>
        <button type="button" aria-pressed={showsAll.value} onClick={() => (showsAll.value = !showsAll.value)}>
          All {all.length} criteria
        </button>
        <button type="submit" class="primary">
          Search
        </button>
      </div>
      {showsRequest.value ? <ShownRequest request={request} /> : null}
      <details open={placed('event') === ''}>
        <summary>
          Criteria <span class="quiet">{said.length === 0 ? 'none' : said.join(', ')}</span>
        </summary>
        <div class="scrolls criteria">
          <SchemaFields
            fields={shown}
            values={draft.value}
            suggestions={suggestions}
            onChange={(values) => (draft.value = values)}
          />
        </div>
      </details>
    </form>
  );
}

const SearchChoice = ({ current }: { readonly current: string }) => (
  <select
    aria-label="Search"
    value={current}
    onChange={({ currentTarget }) => narrow({ search: currentTarget.value, criteria: '', as: '', event: '' }, true)}
  >
    {allSearches
      .filter(({ desk }) => played.value?.products.includes(desk.name) === true)
      .map(({ search: { operation, title } }) => (
        <option key={operation} value={operation} selected={operation === current}>
          {title}
        </option>
      ))}
  </select>
);

type Listed = ReturnType<Suggestions>;
const nobody: Listed = [];

/** What the product has of customers, alarms and the like; asked for when a field first wants it. */
function useKnownValues(desk: ProductDesk, access: PrintedAccess | null): Suggestions {
  const known = useSignal<Readonly<Record<string, Listed>>>({});
  const asked = useMemo(() => new Set<string>(), [desk, access?.kind]);
  return (name) => {
    const list = desk.known.find(({ fields }) => fields.includes(name));
    if (list === undefined) return nobody;
    const key = `${list.path} ${list.fields.join()}`;
    if (!asked.has(key)) {
      asked.add(key);
      askAsClient({ method: 'GET', path: list.path, access }).then(
        ({ text }) => (known.value = { ...known.peek(), [key]: list.values(JSON.parse(text ?? 'null')) }),
        () => undefined,
      );
    }
    return known.value[key] ?? nobody;
  };
}
