/** Pieces of JSON that many events share, made once for each entry of a dictionary; what v1 and v2 write alike. */
import type { Customer, Host, World } from '../../../model/world.ts';
import { customerInfo } from '../common/models.ts';

/** Keeps the text of each entry of a dictionary; after a reset or a write its index may hold another entry, which is then written anew. */
function keptText<Item>(
  indexOf: (item: Item) => number,
  write: (item: Item) => string,
  identityOf: (item: Item) => unknown = (item) => item,
): (item: Item) => string {
  const texts: string[] = [];
  const owners: unknown[] = [];
  return (item) => {
    const index = indexOf(item);
    const identity = identityOf(item);
    const text = texts[index];
    if (text !== undefined && owners[index] === identity) return text;
    owners[index] = identity;
    return (texts[index] = write(item));
  };
}

export const textsByIndex = <Item extends { readonly index: number }>(write: (item: Item) => string) =>
  keptText(({ index }: Item) => index, write);
export const textsByCode = <Item extends { readonly code: number }>(write: (item: Item) => string) =>
  keptText(({ code }: Item) => code, write);

export const customerTexts = ({ domain }: World): ((customer: Customer) => string) =>
  textsByIndex((customer) => JSON.stringify(customerInfo(customer, domain)));

/** Texts of sets of cases, by the number of the set. */
export const caseSetTexts = (
  world: World,
  write: (set: World['caseSets'][number]) => string,
): ((set: number) => string) =>
  keptText(
    (set) => set,
    (set) => write(world.caseSets[set] ?? []),
    (set) => world.caseSets[set],
  );

export function geoText({ place }: Host): string {
  if (place === null) return 'null';
  const { countryCode, countryName, city, latitude, longitude } = place;
  return JSON.stringify({ countryCode, countryName, locationName: city, latitude, longitude });
}
