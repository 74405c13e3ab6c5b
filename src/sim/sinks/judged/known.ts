/** All kinds of things of all products of a world, and what an id names among them. */
import type { Product } from '../../../http/product.ts';
import { UserError } from '../../../kernel/fault.ts';
import type { Plugin } from '../../../products/shared/plugin.ts';
import type { Truth, TruthKind, Truths } from '../../../products/shared/truth.ts';
import type { Lookup, NamedThing } from './sightings.ts';

export interface KnownKind {
  readonly place: number;
  readonly product: Product;
  readonly name: string;
  readonly ids: 'uuid' | 'number';
  readonly truths: Truths;
  readonly truth: Truth;
  readonly searches: TruthKind['searches'];
}

/** Kinds in the order of the products, each product's usual one first. */
export function kindsOf(plugins: readonly Plugin[], products: readonly Product[]): readonly KnownKind[] {
  const kinds: KnownKind[] = [];
  for (const [at, { truths }] of plugins.entries()) {
    const product = products[at];
    if (truths === undefined || product === undefined) continue;
    for (const [name, { ids, of, searches }] of Object.entries(truths.kinds))
      kinds.push({ place: kinds.length, product, name, ids, truths, truth: of(product), searches });
  }
  return kinds;
}

/** The kinds that are meant; one that is misspelt is refused. Throws UserError. */
export function meantKinds(
  kinds: readonly KnownKind[],
  product: string | undefined,
  kind: string | undefined,
): readonly KnownKind[] {
  const of = kinds.filter((one) => product === undefined || one.product.name === product);
  if (of.length === 0) {
    const names = [...new Set(kinds.map((one) => one.product.name))];
    throw new UserError(`product must be one of ${names.join(', ')}`);
  }
  const found = of.filter(({ name }) => kind === undefined || name === kind);
  if (found.length > 0) return found;
  throw new UserError(`kind must be one of ${[...new Set(of.map(({ name }) => name))].join(', ')}`);
}

/** Looks ids up among kinds, each only once. */
export function lookupIn(kinds: readonly KnownKind[]): Lookup {
  const known = new Map<string, NamedThing | null>();
  const find = (id: string): NamedThing | null => {
    for (const { place, truth } of kinds) {
      const key = truth.find(id);
      if (key !== null) return { kind: place, key };
    }
    return null;
  };
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = find(id);
    known.set(id, found);
    return found;
  };
}
