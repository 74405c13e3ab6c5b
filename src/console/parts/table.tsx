/** A table of any length: only the rows that are seen are in the page. Arrows move, Enter opens, headings sort. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { narrow, placed } from '../data/place.ts';
import { isPrinting } from './printing.ts';

export interface TableColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** A track of a CSS grid, such as `8rem` or `minmax(10rem, 1fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** What the column is sorted by; it cannot be when left out. */
  readonly sort?: (row: Row) => string | number;
  readonly isNumber?: boolean;
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Key of the row that is looked at, if any. */
  readonly opened?: string;
  readonly onOpen?: (row: Row) => void;
}

const rowHeight = 36;
/** Rows above and below what is seen, for who scrolls fast. */
const margin = 8;

const compare = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);

interface Order {
  readonly column: string;
  readonly isDown: boolean;
}

/** The order that stands in the address: a column, with a minus before it for the other way. */
function placedOrder(): Order | null {
  const [, minus, column = ''] = /^(-?)(.*)$/.exec(placed('sort')) ?? [];
  return column === '' ? null : { column, isDown: minus === '-' };
}

const placeOrder = (order: Order | null): void =>
  narrow({ sort: order === null ? '' : `${order.isDown ? '-' : ''}${order.column}` });

function sorted<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], order: Order | null): readonly Row[] {
  const by = columns.find(({ key }) => key === order?.column)?.sort;
  if (by === undefined) return rows;
  const keyed = rows.map((row) => ({ row, by: by(row) }));
  const sign = order?.isDown === true ? -1 : 1;
  return keyed.sort((one, other) => sign * compare(one.by, other.by)).map(({ row }) => row);
}

/** Scrolls to a row that is out of sight, so that it stands in the middle. */
function scrollTo(view: HTMLElement, place: number): void {
  const top = place * rowHeight;
  const isSeen = top >= view.scrollTop && top + 2 * rowHeight <= view.scrollTop + view.clientHeight;
  if (place >= 0 && !isSeen) view.scrollTop = Math.max(0, top - view.clientHeight / 2);
}

/** Rows that are put on paper. */
const mostPrinted = 1000;

/** What part of the box is seen; `look` after it was scrolled. */
function useSight(box: { readonly current: HTMLElement | null }) {
  const seen = useSignal({ top: 0, height: 600 });
  const look = (): void => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = box.current ?? {};
    const before = seen.peek();
    // Scrolling by less than a row changes nothing of what is in the page.
    if (Math.floor(before.top / rowHeight) !== Math.floor(top / rowHeight) || before.height !== height)
      seen.value = { top, height };
  };
  useEffect(() => {
    const watcher = new ResizeObserver(look);
    if (box.current !== null) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return { seen, look };
}

export function DataTable<Row>({ label, columns, rows, keyOf, opened = '', onOpen }: TableProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const at = useSignal(0);
  const order = placedOrder();
  const shown = useMemo(() => sorted(rows, columns, order), [rows, columns, order?.column, order?.isDown]);
  const { seen, look } = useSight(box);
  useEffect(() => {
    // What is looked at from the beginning is to be seen.
    const place = shown.findIndex((row) => keyOf(row) === opened);
    if (place >= 0) at.value = place;
    if (box.current !== null) scrollTo(box.current, place);
  }, [opened]);
  const { top, height } = isPrinting.value ? { top: 0, height: mostPrinted * rowHeight } : seen.value;
  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const last = Math.min(shown.length, Math.ceil((top + height) / rowHeight) + margin);
  const active = Math.min(at.value, Math.max(0, shown.length - 1));

  const moveTo = (place: number): void => {
    const to = Math.max(0, Math.min(shown.length - 1, place));
    at.value = to;
    const view = box.current;
    if (view === null) return;
    // The heading covers one row.
    const room = view.clientHeight - rowHeight;
    if (to * rowHeight < view.scrollTop) view.scrollTop = to * rowHeight;
    else if ((to + 1) * rowHeight > view.scrollTop + room) view.scrollTop = (to + 1) * rowHeight - room;
    look();
    requestAnimationFrame(() => view.querySelector<HTMLElement>(`[aria-rowindex="${to + 2}"]`)?.focus());
  };
  const press = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(seen.peek().height / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: shown.length - 1,
    };
    const to = steps[event.key];
    const row = shown[active];
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter' && event.target !== box.current && row !== undefined) onOpen?.(row);
    else return;
    event.preventDefault();
  };
  const tracks = columns.map(({ width }) => width).join(' ');
  // Rows are as wide as each other: what a track takes at least, all together.
  const least = columns.reduce((sum, { width }) => sum + Number(/[\d.]+(?=rem)/.exec(width)?.[0] ?? 6), 0);
  return (
    <div
      ref={box}
      class="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={shown.length + 1}
      onScroll={look}
      style={{ '--columns': tracks, '--least': `${least}rem` }}
    >
      <div role="rowgroup" class="columns">
        <HeadRow columns={columns} order={order} onSort={placeOrder} />
      </div>
      <div role="rowgroup" class="space" style={{ height: `${shown.length * rowHeight}px` }} onKeyDown={press}>
        {shown.slice(first, last).map((row, place) => (
          <BodyRow
            key={keyOf(row)}
            {...{ row, columns, index: first + place }}
            isOpened={keyOf(row) === opened}
            isActive={first + place === active}
            onOpen={() => {
              at.value = first + place;
              onOpen?.(row);
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly order: Order | null;
  readonly onSort: (order: Order | null) => void;
}

function HeadRow<Row>({ columns, order, onSort }: HeadProps<Row>) {
  const next = (column: string): Order | null => {
    if (order?.column !== column) return { column, isDown: false };
    return order.isDown ? null : { column, isDown: true };
  };
  return (
    <div role="row" aria-rowindex={1}>
      {columns.map(({ key, title, sort, isNumber = false }) => {
        const isBy = order?.column === key;
        const mark = !isBy ? '' : order?.isDown === true ? ' ↓' : ' ↑';
        return (
          <div
            key={key}
            role="columnheader"
            class={isNumber ? 'number' : ''}
            aria-sort={!isBy ? 'none' : order?.isDown === true ? 'descending' : 'ascending'}
          >
            {sort === undefined ? (
              title
            ) : (
              <button type="button" onClick={() => onSort(next(key))}>
                {title}
                <span aria-hidden="true">{mark}</span>
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly TableColumn<Row>[];
  readonly index: number;
  readonly isOpened: boolean;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

const BodyRow = <Row,>({ row, columns, index, isOpened, isActive, onOpen }: RowProps<Row>) => (
  <div
    role="row"
    aria-rowindex={index + 2}
    aria-selected={isOpened}
    tabIndex={isActive ? 0 : -1}
    style={{ transform: `translateY(${index * rowHeight}px)` }}
    onClick={onOpen}
  >
    {columns.map((column) => (
      <div key={column.key} role="gridcell" class={column.isNumber === true ? 'number' : ''}>
        {column.cell(row)}
      </div>
    ))}
  </div>
);
