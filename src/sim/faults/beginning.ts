/** The fault rules that a scenario begins with: all that is wrong with them is told at once, each with its place in the file. */
import { UserError } from '../../kernel/fault.ts';
import type { Scenario } from '../../generator/scenario.ts';
import type { Product } from '../../http/product.ts';
import type { Fault } from '../generated/types.ts';
import { checkedRule } from './rule.ts';

/** Throws UserError for rules that cannot be; relative times count from `now`. */
export function checkBeginning(
  { faults = [], placeOf }: Pick<Scenario, 'faults' | 'placeOf'>,
  products: readonly Product[],
  now: number,
): readonly Fault[] {
  const rules = faults as readonly Fault[];
  const wrong = rules.flatMap((rule, at) => {
    try {
      checkedRule(rule, products, now);
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [, member = ''] = /: ((?:match|effect)(?:\.\w+)*)/.exec(error.message) ?? [];
      const place = placeOf?.(['faults', at, ...member.split('.').filter((part) => part !== '')]);
      return [place === undefined ? error.message : `${place}: ${error.message}`];
    }
  });
  if (wrong.length > 0) throw new UserError(wrong.join('\n'));
  return rules;
}
