/** How events are written as JSON, by each version of the API: text when they are new, bytes when they were kept. */
import type { JsonText } from '../../../http/endpoint.ts';
import type { Columns } from '../../../model/columns.ts';

/** What stands between several values of a property. */
export type Separator = 'comma' | 'newline';

export interface V1Writer<Text extends JsonText = JsonText> {
  /** The aggregate `row`. */
  readonly aggregated: (columns: Columns, row: number, separator: Separator) => Text;
  /** Trigger `ordinal` of the aggregate `row`. */
  readonly raw: (columns: Columns, row: number, ordinal: number, separator: Separator) => Text;
}

/** What an answer of v2 holds besides the default event. */
export interface Extras {
  /** Keys of properties; null for all, undefined for no `properties` member. */
  readonly properties: ReadonlySet<string> | null | undefined;
  readonly comments: boolean;
  readonly subEvents: boolean;
}

/** Writes an aggregate, or trigger `ordinal` of it. */
export type V2Writer<Text extends JsonText = JsonText> = (row: number, ordinal: number | null, extras: Extras) => Text;
