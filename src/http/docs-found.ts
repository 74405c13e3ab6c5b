/** What is known of a running server for the pages that document it: requests that succeed as they stand, and who may send them. */
import type { Json } from '../kernel/schema.ts';
import type { World } from '../model/world.ts';
import type { Inside } from './inside.ts';

/** Parts of a request that succeeds; or what it needs first: the operation that makes it, where there is one. */
export interface FoundExample {
  readonly params?: Readonly<Record<string, Json>>;
  readonly query?: Readonly<Record<string, Json>>;
  readonly body?: Json;
  readonly needs?: string | null;
  /** What else it takes, in words that follow "Needs". */
  readonly takes?: string;
}

export interface FoundExamples {
  /** By operation id. */
  readonly operations: Readonly<Record<string, FoundExample>>;
  /** Headers that the examples were asked with, by the product, and by their names in lower case with the scheme behind. */
  readonly headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Finds them; loaded by who is asked for the page, because it takes a large part of the program. */
export type FindExamples = (asked: {
  readonly url: string;
  readonly model: World;
  readonly products: readonly string[];
  readonly inside: Inside;
}) => Promise<FoundExamples>;
