/** What a row says beside how it is called: what its items are, how they are paged, sorted and fetched, and where valid values come from. */
import type { Json } from '../kernel/schema.ts';
import type { Evidence } from './endpoint.ts';

/** How a list takes its page: as `offset` and `limit`, or as `page` and `size`; in its query or in its body. */
export interface Paging {
  readonly style: 'offset' | 'page';
  readonly where: 'query' | 'body';
}

/** Members that are right alone and wrong together, wherever an object of the body may have them. */
export interface Exclusion {
  readonly members: readonly string[];
  /** What shows it; a value of each of the members from their schemas when left out. */
  readonly value?: Readonly<Record<string, Json>>;
  readonly source: string;
  readonly evidence: Evidence;
}

/** A value that the server has: of the first thing of a sample, or of the first item of a list by its operation id. */
export interface FromServer {
  readonly $from: string;
  /** Path of a member, such as `attackInfo.signature`; the thing itself when left out. */
  readonly member?: string;
}

/** A value with such values in it. */
export type Example = Json | FromServer | readonly Example[] | { readonly [name: string]: Example };

/** Parts of a request that should succeed. */
export interface Examples {
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: { readonly [name: string]: Example };
}

export interface Facts {
  /** Left out for what is no list. */
  readonly paging?: Paging;
  /** What an item is, or one of the items of a list, where it is something that happened at a time. */
  readonly model?: string;
  /** Operation ids of the lists whose items it gets one by one. */
  readonly itemOf?: readonly string[];
  /** Names, without a sign, that the items can be sorted by. */
  readonly sortKeys?: readonly string[];
  readonly exclusions?: readonly Exclusion[];
  /** What a write can change and change back, by the names that its body has for it. */
  readonly settable?: readonly string[];
  /** Where values of the path's parameters come from. */
  readonly parameterSources?: Readonly<Record<string, string | number | FromServer>>;
  readonly examples?: Examples;
}

/** The facts of a row, with nothing left out. */
export interface RowFacts extends Required<Omit<Facts, 'paging' | 'model'>> {
  readonly paging: Paging | null;
  readonly model: string | null;
}

export const factsOf = (row: Facts): RowFacts => ({
  paging: row.paging ?? null,
  model: row.model ?? null,
  itemOf: row.itemOf ?? [],
  sortKeys: row.sortKeys ?? [],
  exclusions: row.exclusions ?? [],
  settable: row.settable ?? [],
  parameterSources: row.parameterSources ?? {},
  examples: row.examples ?? {},
});
