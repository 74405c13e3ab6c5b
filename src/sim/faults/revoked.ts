/** Keys, sessions and tokens that faults have put out of use. */
import type { ApiError } from '../../kernel/fault.ts';
import { lateLru } from '../../kernel/late-lru.ts';
import type { Asked } from '../../http/exchange.ts';

const most = 10_000;

export interface Revoked {
  /** How the request is refused; null when its credential still works. */
  readonly refusal: (asked: Asked) => ApiError | null;
  /** Puts the credential of a request out of use, for as long as the rule lasts. */
  readonly add: (asked: Asked, rule: string) => void;
  readonly isEmpty: () => boolean;
  readonly forget: (rule: string) => void;
  readonly clear: () => void;
}

export function makeRevoked(): Revoked {
  const revoked = lateLru<string>({ max: most });
  const nameOf = ({ product, request }: Asked): string | null => {
    const credential = product.staged.credential(request);
    return credential === null ? null : `${product.name} ${credential}`;
  };
  return {
    refusal: (asked) => {
      if (revoked.size() === 0 || asked.endpoint === null || asked.endpoint.isPublic === true) return null;
      const name = nameOf(asked);
      return name !== null && revoked.has(name) ? asked.product.staged.revoked(asked.request) : null;
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
