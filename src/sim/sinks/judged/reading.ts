/** What came to a sink, of which kind it is, and where it differs from what is shown now. */
import { UserError } from '../../../kernel/fault.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { KeptDelivery } from '../kept/store.ts';
import { received, type Compared, type Received } from './delivered.ts';
import { fieldDifferences, type FieldTerms } from './fields.ts';
import { lookupIn, meantKinds, type KnownKind } from './known.ts';
import type { VerifyOptions } from './terms.ts';

/** What came, and of which kind; where that is not said, the kind of which most came. */
export function* read(
  kinds: readonly KnownKind[],
  deliveries: readonly KeptDelivery[],
  options: VerifyOptions,
): Sliced<{ readonly kind: KnownKind; readonly came: Received }> {
  const meant = meantKinds(kinds, options.product, options.kind);
  const numbered = meant.filter(({ ids }) => ids === 'number');
  const identity = {
    lookUp: lookupIn(kinds.filter(({ ids }) => ids === 'uuid')),
    lookUpNumber: numbered.length === 0 ? null : lookupIn(numbered),
    idAt: options.idAt ?? null,
  };
  const [first, ...others] = meant;
  if (first === undefined) throw new UserError('no product of this world tells of itself');
  let kind = first;
  if (others.length > 0) {
    const { byKind } = yield* received(deliveries, identity, () => null);
    const sizeOf = ({ place }: KnownKind): number => byKind.get(place)?.size ?? 0;
    kind = meant.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most));
  }
  return { kind, came: yield* received(deliveries, identity, comparing(kind, options)) };
}

/** Fields that may differ. */
export const fieldTerms = ({ truth }: KnownKind, { ignore = [] }: VerifyOptions): FieldTerms => ({
  ignored: new Set([...truth.unstable, ...ignore]),
});

/** Things whose forms are kept while deliveries are read. */
const mostKnown = 2000;

/** Compares what came with how the thing is shown now. */
function comparing(kind: KnownKind, options: VerifyOptions): Compared {
  const terms = fieldTerms(kind, options);
  // Clients hand the same things on again and again.
  const known = new Map<number, readonly object[]>();
  const formsOf = (key: number): readonly object[] => {
    const found = known.get(key) ?? kind.truth.shown(key).map((text) => JSON.parse(text) as object);
    if (known.size >= mostKnown) known.clear();
    known.set(key, found);
    return found;
  };
  return (holder, place, key) => (place === kind.place ? fieldDifferences(holder, formsOf(key), terms) : null);
}
