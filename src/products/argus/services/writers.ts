/** How events are written as JSON, by each version of the API. */
import type { Sheet } from '../../../kernel/bytes.ts';
import type { Columns } from '../../../model/columns.ts';

/** What stands between several values of a property. */
export type Separator = 'comma' | 'newline';

export interface V1Writer {
  /** The aggregate `row`. */
  readonly aggregated: (sheet: Sheet, columns: Columns, row: number, separator: Separator) => void;
  /** Trigger `ordinal` of the aggregate `row`. */
  readonly raw: (sheet: Sheet, columns: Columns, row: number, ordinal: number, separator: Separator) => void;
}

/** What an answer of v2 holds besides the default event. */
export interface Extras {
  /** Keys of properties; null for all, undefined for no `properties` member. */
  readonly properties: ReadonlySet<string> | null | undefined;
  readonly comments: boolean;
  readonly subEvents: boolean;
}

/** Writes an aggregate, or trigger `ordinal` of it. */
export type V2Writer = (sheet: Sheet, row: number, ordinal: number | null, extras: Extras) => void;
