/** What searches find, whichever page of it is shown. */
import type { SortKey } from '../../../corpus/page.ts';
import type { EventPager } from './page.ts';
import type { EventTable } from './table.ts';

/** What is found in one table. */
export interface V1Found {
  readonly table: EventTable;
  readonly sort: readonly SortKey[];
  readonly bits: Uint32Array;
  /** Of a page only these rows are shown; null for all. */
  readonly exactBits: Uint32Array | null;
  readonly total: number;
  /** What it takes to keep it. */
  readonly bytes: number;
}

/** What is found in one table or both. */
export interface V2Found {
  readonly tables: readonly EventTable[];
  readonly total: number;
  readonly page: EventPager;
  readonly bytes: number;
}
