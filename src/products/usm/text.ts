/** Small pieces of JSON text that alarms and events share. */
import type { DialectName } from '../../model/tenant.ts';
import type { Times } from './standing.ts';

/** The members of an object, without its braces. */
export const inner = (value: object): string => JSON.stringify(value).slice(1, -1);

/** Texts by a small code, each made when first asked for; after a reset a code may stand for another owner, whose text is then made anew. */
export function kept<Owner>(make: (owner: Owner) => string): (code: number, owner: Owner) => string {
  const texts: string[] = [];
  const owners: Owner[] = [];
  return (code, owner) => {
    const known = texts[code];
    if (known !== undefined && owners[code] === owner) return known;
    owners[code] = owner;
    return (texts[code] = make(owner));
  };
}

/** Instants are strings of epoch milliseconds (contract/usm.md §7); the documentation spells the first with two r in lists. */
export const timesText = ({ occured, received, arrived, stored }: Times, twoR: boolean): string =>
  `"timestamp_occur${twoR ? 'r' : ''}ed":"${occured}","timestamp_received":"${received}","timestamp_arrived":"${arrived}","timestamp_to_storage":"${stored}"`;

/** The link of a record to itself. */
export const selfText = (href: string, dialect: DialectName): string =>
  dialect === 'documented'
    ? `"_links":{"self":{"href":"${href}","templated":false}}`
    : `"_links":{"self":{"href":"${href}"}}`;
