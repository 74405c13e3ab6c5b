/** Which requests are shown; all of it stands in the address. */
import { useMemo } from 'preact/hooks';
import { narrow } from '../../data/place.ts';
import type { JournalRequest, TrafficFilter } from './entries.ts';

interface FiltersProps {
  readonly entries: readonly JournalRequest[];
  readonly filter: TrafficFilter;
}

const statuses: readonly (readonly [value: string, title: string])[] = [
  ['', 'any status'],
  ['refused', 'refused'],
  ['2xx', '2xx'],
  ['3xx', '3xx'],
  ['4xx', '4xx'],
  ['5xx', '5xx'],
  ['0', 'cut'],
];

/** Values that some request has, in their order. */
const valuesOf = (entries: readonly JournalRequest[], name: 'product' | 'operation' | 'principal'): readonly string[] =>
  [...new Set(entries.map((entry) => entry[name] ?? ''))].filter((value) => value !== '').sort();

export function TrafficFilters({ entries, filter }: FiltersProps) {
  const known = useMemo(
    () => ({
      product: valuesOf(entries, 'product'),
      operation: valuesOf(entries, 'operation'),
      principal: valuesOf(entries, 'principal'),
    }),
    [entries],
  );
  const isNarrow = Object.values(filter).some((value) => value !== '');
  const choice = (name: 'product' | 'operation' | 'principal', any: string) => (
    <select
      aria-label={name}
      value={filter[name]}
      onChange={({ currentTarget }) => narrow({ [name]: currentTarget.value })}
    >
      <option value="">{any}</option>
      {[...new Set([...known[name], filter[name]])].filter(Boolean).map((value) => (
        <option key={value} value={value} selected={value === filter[name]}>
          {value}
        </option>
      ))}
    </select>
  );
  return (
    <form class="row" role="search" aria-label="Filter requests" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        class="search"
        data-search
        aria-label="Text in path, query or body"
        placeholder="Text in path, query, body"
        value={filter.text}
        onInput={({ currentTarget }) => narrow({ text: currentTarget.value })}
      />
      {choice('product', 'any product')}
      {choice('operation', 'any operation')}
      {choice('principal', 'any caller')}
      <select
        aria-label="status"
        value={filter.status}
        onChange={({ currentTarget }) => narrow({ status: currentTarget.value })}
      >
        {statuses.map(([value, title]) => (
          <option key={value} value={value} selected={value === filter.status}>
            {title}
          </option>
        ))}
      </select>
      {isNarrow ? (
        <button
          type="button"
          class="plain"
          onClick={() => narrow({ product: '', operation: '', principal: '', status: '', text: '' })}
        >
          All
        </button>
      ) : null}
    </form>
  );
}
