/** The whole table of checks: the general ones, and among them what each product alone needs. */
import { checks as generalChecks, rules as generalRules } from './checks/index.ts';
import type { Check, Placed, Rule } from './check.ts';
import * as argus from './products/argus/checks/index.ts';
import * as usm from './products/usm/checks/index.ts';

const products = Object.entries({ argus, usm });

/** Each general one, and after it those of the products that have their place there, asked of their product alone. */
function composed<Kind extends Check | Rule>(
  general: readonly Kind[],
  own: readonly (readonly [product: string, placed: Placed<Kind>])[],
): readonly Kind[] {
  return general.flatMap((check) => [
    check,
    ...own.flatMap(([product, placed]) => (placed[check.id] ?? []).map((one) => ofProduct(product, one))),
  ]);
}

const ofProduct = <Kind extends Check | Rule>(product: string, check: Kind): Kind => ({
  ...check,
  applies: (operation, target) => operation.product === product && check.applies(operation, target),
});

export const checks: readonly Check[] = composed<Check>(
  generalChecks,
  products.map(([name, own]) => [name, own.checks]),
);

export const rules: readonly Rule[] = composed<Rule>(
  generalRules,
  products.map(([name, own]) => [name, own.rules]),
);
