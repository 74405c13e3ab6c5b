/** Keys, sessions and tokens that faults have put out of use. */
import type { ApiError } from '../../kernel/fault.ts';
import { lateLru } from '../../kernel/late-lru.ts';
import type { RoutedRequest } from '../../http/exchange.ts';

const most = 10_000;

export interface Revoked {
  /** How the request is refused; null when its credential still works. */
  readonly refusal: (asked: RoutedRequest) => ApiError | null;
  /** Puts the credential of a request out of use, for as long as the rule lasts. */
  readonly add: (asked: RoutedRequest, rule: string) => void;
  readonly isEmpty: () => boolean;
  readonly forget: (rule: string) => void;
  readonly clear: () => void;
}

export function makeRevoked(): Revoked {
  const revoked = lateLru<string>({ max: most });
  const nameOf = ({ product, request }: RoutedRequest): string | null => {
    const credential = product.vendorFaults.credential(request);
    return credential === null ? null : `${product.name} ${credential}`;
  };
  return {
    refusal: (asked) => {
      if (revoked.size() === 0 || asked.endpoint === null || asked.endpoint.isPublic === true) return null;
      const name = nameOf(asked);
      return name !== null && revoked.has(name) ? asked.product.vendorFaults.revoked(asked.request) : null;
    },
    add: (asked, rule) => {
      const name = nameOf(asked);
      if (name !== null) revoked.set(name, rule);
    },
    isEmpty: () => revoked.size() === 0,
    forget: (rule) => {
      revoked.deleteValue(rule);
    },
    clear: () => revoked.clear(),
  };
}
