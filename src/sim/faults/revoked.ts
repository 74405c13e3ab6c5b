/** Keys, sessions and tokens that faults have put out of use. */
import type { ApiError } from '../../kernel/fault.ts';
import { lateLru, loadLru, savedLru } from '../../kernel/late-lru.ts';
import type { Json } from '../../kernel/schema.ts';
import type { RoutedRequest } from '../../http/exchange.ts';

const most = 10_000;

export type Revoked = Readonly<ReturnType<typeof makeRevoked>>;

export function makeRevoked() {
  const revoked = lateLru<string>({ max: most });
  const nameOf = ({ product, request }: RoutedRequest): string | null => {
    const credential = product.vendorFaults.credential(request);
    return credential === null ? null : `${product.name} ${credential}`;
  };
  return {
    /** How the request is refused; null when its credential still works. */
    refusal: (asked: RoutedRequest): ApiError | null => {
      if (revoked.size() === 0 || asked.endpoint === null || asked.endpoint.isPublic === true) return null;
      const name = nameOf(asked);
      return name !== null && revoked.has(name) ? asked.product.vendorFaults.revoked(asked.request) : null;
    },
    /** Puts the credential of a request out of use, for as long as the rule lasts. */
    add: (asked: RoutedRequest, rule: string): void => {
      const name = nameOf(asked);
      if (name !== null) revoked.set(name, rule);
    },
    isEmpty: (): boolean => revoked.size() === 0,
    forget: (rule: string): void => void revoked.deleteValue(rule),
    clear: revoked.clear,
    save: (): Json => savedLru(revoked),
    load: (saved: Json): void => loadLru(revoked, saved),
  };
}
