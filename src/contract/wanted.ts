/** What a run could ask more with: credentials of other roles, and the permission to write. */
import { adapters } from './products/index.ts';
import type { Wanted } from './report/report.ts';
import type { ProductAdapter } from './terms/adapter.ts';
import { roles, variableOf, type Credential, type Role, type Target } from './terms/target.ts';
import type { Unit } from './terms/unit.ts';
import { unitsOf, type UnitOptions } from './units.ts';

/** What a credential in a role may, in a line. */
export const roleNotes: Readonly<Record<Role, string>> = {
  full: 'may all that the suite asks for, and sees all customers',
  'read only': 'may read and write nothing',
  'one customer': 'sees some customers and not the others; name them, and its functions, in a credentials file',
  'missing function': 'is known and lacks functions; name those that it has in a credentials file',
  expired: 'was good once',
  'wrong address': 'is good from another address',
  disabled: 'was switched off',
};

interface Offer {
  readonly give: string;
  readonly note: string | null;
  readonly target: Target;
}

/** The most useful first; only what would let at least one unit more be asked. */
export function wantedBy(target: Target, units: readonly Unit[], options: UnitOptions): readonly Wanted[] {
  const { products = adapters } = options;
  const closed = new Set(units.flatMap(({ name, reason }) => (reason === null ? [] : [name])));
  if (closed.size === 0) return [];
  const offers = [
    ...products.flatMap((adapter) => credentialOffers(target, adapter)),
    ...writingOffers(target, products),
  ];
  return offers
    .map(({ give, note, target: with_ }) => ({
      give,
      note,
      checks: unitsOf(with_, { ...options, only: (name) => closed.has(name) }).filter(({ reason }) => reason === null)
        .length,
    }))
    .filter(({ checks }) => checks > 0)
    .sort((one, other) => other.checks - one.checks);
}

function credentialOffers(target: Target, { name, callers }: ProductAdapter): readonly Offer[] {
  if (!target.products.includes(name)) return [];
  const kinds: readonly Credential['kind'][] =
    callers.kind === 'api key' ? ['api key', 'password', 'signing key'] : [callers.kind];
  return kinds.flatMap((kind) =>
    roles.flatMap((role): readonly Offer[] => {
      const has = target.credentials.some(
        (one) => one.kind === kind && one.role === role && (one.product ?? name) === name && isKnown(one),
      );
      if (has || (role !== 'full' && kind !== callers.kind)) return [];
      const give = variableOf(`${name}_${kind}`.toUpperCase().replaceAll(' ', '_'), role);
      const credential = madeUpCredential(kind, { product: name, role, variable: give });
      return [{ give, note: roleNotes[role], target: { ...target, credentials: [...target.credentials, credential] } }];
    }),
  );
}

/** A limited credential of which nobody knows the limits is of half the use. */
const isKnown = ({ role, functions, customers }: Credential): boolean =>
  role === 'one customer' ? customers !== undefined : role !== 'missing function' || functions !== undefined;

function madeUpCredential(
  kind: Credential['kind'],
  base: { readonly product: string; readonly role: Role; readonly variable: string },
): Credential {
  const limits = {
    functions: base.role === 'full' ? null : [],
    customers: base.role === 'one customer' ? ['one'] : null,
  };
  const known = { ...base, ...limits };
  if (kind === 'api key') return { ...known, kind, value: 'x' };
  if (kind === 'client') return { ...known, kind, id: 'x', secret: 'x' };
  if (kind === 'password') return { ...known, kind, userName: 'x', password: 'x' };
  return { ...known, kind, id: 'x', privateKey: 'x', algorithm: 'ES256' };
}

function writingOffers(target: Target, products: readonly ProductAdapter[]): readonly Offer[] {
  const [example] = products.flatMap(({ writable }) => writable?.example ?? []);
  if (target.writes === 'all' || example === undefined) return [];
  const one = {
    give: '--write EVENT_ID',
    note: 'events that may be changed, and are put back',
    target: { ...target, writes: [example] },
  };
  const all = {
    give: '--write all',
    note: 'a tenant made for tests: events are put back, all else that is made stays',
    target: { ...target, writes: 'all' as const },
  };
  return target.writes.length === 0 ? [one, all] : [all];
}
