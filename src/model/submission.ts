/** Events that clients submitted: they follow the World's own rows, and keep here what no column holds. */

/** What was said of an end besides its address; null where nothing was. */
export interface NamedEnd {
  readonly user: string | null;
  readonly host: string | null;
}

export type NamedEnds = Readonly<Record<'source' | 'destination', NamedEnd>>;

export interface Submitted {
  readonly row: number;
  readonly uuid: string;
  readonly isRaw: boolean;
  /** Ids of the events that it was made of, as they were submitted. */
  readonly subEvents: readonly string[];
  readonly payload: { readonly type: 'ethernet' | 'pcap' | 'binary' | 'string'; readonly payload: string } | null;
  readonly ends?: NamedEnds;
}

export interface SubmittedEvents {
  /** Rows below were there from the beginning. */
  readonly first: number;
  /** What was submitted at row `first + i`; null for an event that arrived by itself. */
  readonly slots: readonly (Submitted | null)[];
  readonly all: readonly Submitted[];
  readonly byUuid: ReadonlyMap<string, Submitted>;
}
