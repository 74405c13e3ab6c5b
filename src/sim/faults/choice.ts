/** Which of many rules can be for a request: judged once for all requests of one path. */
import type { RoutedRequest } from '../../http/exchange.ts';
import type { ActiveRule } from './active-rule.ts';

/** Requests whose rules are remembered. */
const mostRemembered = 1024;

/** Those of many rules that can be for a request: what does not change from one request for a path to the next is judged once. */
export function makeChoice(activeRules: readonly ActiveRule[]): (asked: RoutedRequest) => readonly ActiveRule[] {
  const known = new Map<string, readonly ActiveRule[]>();
  return (asked) => {
    const { product, endpoint, request } = asked;
    const key = `${product.name} ${endpoint?.id ?? ''} ${request.method} ${request.path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const chosen = activeRules.filter((activeRule) => activeRule.canBeFor(asked));
    if (known.size >= mostRemembered) known.clear();
    if (key.length < 512) known.set(key, chosen);
    return chosen;
  };
}
