/** Pieces of JSON that many events share, made once for each entry of a dictionary; what v1 and v2 write alike. */
import type { Host, World } from '../../../model/world.ts';

/** Keeps what is written of each entry of a dictionary; after a reset or a write its index may hold another entry, which is then written anew. */
function kept<Item, Written>(
  indexOf: (item: Item) => number,
  write: (item: Item) => Written,
  identityOf: (item: Item) => unknown = (item) => item,
): (item: Item) => Written {
  // A world among many writes a few entries of each dictionary: lists would be as long as the last of them.
  const few = new Map<number, Kept<Written>>();
  let pieces: Written[] | null = null;
  const owners: unknown[] = [];
  return (item) => {
    const index = indexOf(item);
    const identity = identityOf(item);
    if (pieces !== null) {
      const piece = pieces[index];
      if (piece !== undefined && owners[index] === identity) return piece;
      owners[index] = identity;
      return (pieces[index] = write(item));
    }
    const known = few.get(index);
    if (known !== undefined && known.identity === identity) return known.piece;
    const made = { identity, piece: write(item) };
    if (few.set(index, made).size > mostFew) {
      pieces = [];
      for (const [place, one] of few) [owners[place], pieces[place]] = [one.identity, one.piece];
      few.clear();
    }
    return made.piece;
  };
}

interface Kept<Written> {
  readonly identity: unknown;
  readonly piece: Written;
}

/** More entries are found faster in a list. */
const mostFew = 256;

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
