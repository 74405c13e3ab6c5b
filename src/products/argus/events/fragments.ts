/** Pieces of JSON that many events share, made once for each entry of a dictionary; what v1 and v2 write alike. */
import type { Host, World } from '../../../model/world.ts';

/** Keeps what is written of each entry of a dictionary; after a reset or a write its index may hold another entry, which is then written anew. */
function kept<Item, Written>(
  indexOf: (item: Item) => number,
  write: (item: Item) => Written,
  identityOf: (item: Item) => unknown = (item) => item,
): (item: Item) => Written {
  const pieces: Written[] = [];
  const owners: unknown[] = [];
  return (item) => {
    const index = indexOf(item);
    const identity = identityOf(item);
    const piece = pieces[index];
    if (piece !== undefined && owners[index] === identity) return piece;
    owners[index] = identity;
    return (pieces[index] = write(item));
  };
}

export const textsByIndex = <Item extends { readonly index: number }>(write: (item: Item) => string) =>
  kept(({ index }: Item) => index, write);

/** The same as bytes. */
export const bytesByIndex = <Item extends { readonly index: number }>(write: (item: Item) => string) =>
  kept(
    ({ index }: Item) => index,
    (item) => Buffer.from(write(item)),
  );
export const bytesByCode = <Item extends { readonly code: number }>(write: (item: Item) => string) =>
  kept(
    ({ code }: Item) => code,
    (item) => Buffer.from(write(item)),
  );

/** What is written of sets of cases, by the number of the set. */
export const ofCaseSets = <Written>(
  world: World,
  write: (set: World['caseSets'][number]) => Written,
): ((set: number) => Written) =>
  kept(
    (set) => set,
    (set) => write(world.caseSets[set] ?? []),
    (set) => world.caseSets[set],
  );

const geoTexts = new WeakMap<NonNullable<Host['place']>, string>();

/** Hosts share places. */
export function geoText({ place }: Host): string {
  if (place === null) return 'null';
  const known = geoTexts.get(place);
  if (known !== undefined) return known;
  const { countryCode, countryName, city, latitude, longitude } = place;
  const text = JSON.stringify({ countryCode, countryName, locationName: city, latitude, longitude });
  geoTexts.set(place, text);
  return text;
}
