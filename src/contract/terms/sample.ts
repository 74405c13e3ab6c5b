/** What the checks know of a target's data: a few ids of everything, read once, over HTTP, when first needed. */
import type { Answer, Ask } from './exchange.ts';
import type { Operation } from './operation.ts';
import type { Json } from '../../kernel/schema.ts';

export type Params = NonNullable<Ask['params']>;

export interface Sample {
  /** A complete request of the operation that should succeed; null where nothing in the target makes one, such as a case in a tenant without cases. */
  readonly example: (operation: Operation) => Promise<Ask | null>;
  /** Parameters of its path that name different things, some at most; none where they name nothing of the target. */
  readonly params: (operation: Operation, some: number) => Promise<readonly Params[]>;
  /** What a product's own sample holds, by the product's name. */
  readonly own: Readonly<Record<string, OwnSample>>;
}

/** Things of a target, by what they are. */
export type OwnSample = Readonly<Record<string, () => Promise<readonly Json[]>>>;

/** Asks an operation of the product by its id. */
export type AskFor = (operation: string, ask: Ask) => Promise<Answer>;

/** The value that was made first under a name. */
export type Memo = <T>(name: string, make: () => Promise<T>) => Promise<T>;
