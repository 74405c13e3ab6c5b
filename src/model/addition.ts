/** What commands gave an event that no column holds: properties, its publication, and marks without a bit. */

export interface Addition {
  /** Values by key; they stand instead of those that the event's detail has. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
  /** When it is published, epoch milliseconds; null where nobody said. */
  readonly published: number | null;
  /** Marks beyond those that have bits, by the names of the product that knows them, in order. */
  readonly marks: readonly string[];
  /** Ids of events that it was said to be made of after it was submitted. */
  readonly subEvents: readonly string[];
}

export const noAddition: Addition = { properties: {}, published: null, marks: [], subEvents: [] };

/** One number for an event: an aggregate, or trigger `ordinal` of it; aggregates keep at most 1,000 details. */
export const eventKeyOf = (row: number, ordinal: number | null): number => row * 2048 + (ordinal ?? 2047);

/** What the event has beside its columns. */
export const additionTo = (
  { additions }: { readonly additions: ReadonlyMap<number, Addition> },
  row: number,
  ordinal: number | null,
): Addition => (additions.size === 0 ? noAddition : (additions.get(eventKeyOf(row, ordinal)) ?? noAddition));
