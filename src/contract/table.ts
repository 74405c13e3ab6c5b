/** The whole table of checks: the general ones, and among them what each product alone needs. */
import type { ProductAdapter } from './terms/adapter.ts';
import type { Check, Placed, Rule } from './terms/check.ts';
import { checks as generalChecks, rules as generalRules } from './checks/index.ts';

/** Each general one, and after it those of the products that have their place there, asked of their product alone. */
const composed = <Kind extends Check | Rule>(
  general: readonly Kind[],
  products: readonly ProductAdapter[],
  placedOf: (product: ProductAdapter) => Placed<Kind>,
): readonly Kind[] =>
  general.flatMap((check) => [
    check,
    ...products.flatMap((product) => (placedOf(product)[check.id] ?? []).map((one) => ofProduct(product, one))),
  ]);

const ofProduct = <Kind extends Check | Rule>({ name }: ProductAdapter, check: Kind): Kind => ({
  ...check,
  applies: (operation, target) => operation.product === name && check.applies(operation, target),
});

export const checksOf = (products: readonly ProductAdapter[]): readonly Check[] =>
  composed<Check>(generalChecks, products, ({ checks }) => checks);

export const rulesOf = (products: readonly ProductAdapter[]): readonly Rule[] =>
  composed<Rule>(generalRules, products, ({ rules }) => rules);
