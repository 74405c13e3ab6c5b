/** What a product shows of things of one kind, since when, and in which versions: what deliveries of its clients are compared with. */
import type { Product } from '../../http/product.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Nature } from '../../model/arrivals.ts';

/** The things of one kind as they stand. A key is a number by which a thing is known, also in the past of the same World. */
export interface Truth {
  /** The thing that has this id, in any spelling that the product takes; null for what is none of this kind. */
  readonly find: (id: string) => number | null;
  /** The id that clients know it by. */
  readonly idOf: (key: number) => string;
  /** Since when it can be seen, epoch milliseconds. */
  readonly visible: (key: number) => number;
  /** Instants after which it may be shown otherwise than before, in any order. */
  readonly changes: (key: number) => readonly number[];
  /** When it happened, by the time that clients search for, epoch milliseconds. */
  readonly happened: (key: number) => number;
  /** Keys of what a search by these criteria finds of all pages; what selects nothing, such as a limit, is left aside. Without an operation the criteria are of any search that knows them. Throws the product's refusal of wrong ones. */
  readonly select: (criteria: Json, viewer: unknown, operation?: string) => Sliced<readonly number[]>;
  /** How it is shown, as JSON: one text for each form that answers have. */
  readonly shown: (key: number) => readonly string[];
  /** Members of what is shown that depend on who asks and how, by name: nothing is compared by them. */
  readonly unstable: readonly string[];
}

/** What somebody said in a product of an event. */
export interface Opinion {
  readonly verdict: Nature;
  /** When, epoch milliseconds; null where that is not known. */
  readonly at: number | null;
}

/** What a product tells of itself. */
export interface Truths {
  /** The caller of this name, or the usual one. Throws UserError where there is none. */
  readonly viewer: (product: Product, name: string | undefined) => unknown;
  /** What people said in it of the event in a row; left out where that is seen in the World itself. */
  readonly opinions?: (product: Product) => (row: number) => Opinion | null;
  /** By the name of the kind, the usual one first. */
  readonly kinds: Readonly<Record<string, TruthKind>>;
}

export interface TruthKind {
  /** What its ids look like: UUIDs wherever they stand, or plain numbers, which much else is too. */
  readonly ids: 'uuid' | 'number';
  readonly of: (product: Product) => Truth;
  /** Operations that search for things of this kind, and what one of their requests has for criteria. */
  readonly searches: Readonly<Record<string, (request: SearchRequest) => Json>>;
}

/** What a search was asked with. */
export interface SearchRequest {
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Json;
}
