/** Pieces of JSON that records share, as bytes: a record is written by copying them, and little else. */

export const piece = (text: string): Uint8Array => Buffer.from(text);

export const [quote, comma, end] = [piece('"'), piece(','), piece('}')];

/** The members of an object, without its braces. */
export const inner = (value: object): string => JSON.stringify(value).slice(1, -1);

/** Pieces by a small code, each made when first asked for; after a reset a code may stand for another owner, whose piece is then made anew. */
export function kept<Owner>(make: (owner: Owner) => string): (code: number, owner: Owner) => Uint8Array {
  const pieces: Uint8Array[] = [];
  const owners: Owner[] = [];
  return (code, owner) => {
    const known = pieces[code];
    if (known !== undefined && owners[code] === owner) return known;
    owners[code] = owner;
    return (pieces[code] = piece(make(owner)));
  };
}

/** The last piece that was made of an address: a server has few, and a page one. */
export function keptByRoot(make: (root: string) => string): (root: string) => Uint8Array {
  let last = { root: '', made: piece(make('')) };
  return (root) => {
    if (last.root !== root) last = { root, made: piece(make(root)) };
    return last.made;
  };
}

/** A piece for false and one for true. */
export const either = (make: (value: boolean) => string): readonly [Uint8Array, Uint8Array] => [
  piece(make(false)),
  piece(make(true)),
];

export const timeName = (isSpeltWithTwoR: boolean): string => `"timestamp_occur${isSpeltWithTwoR ? 'r' : ''}ed":"`;
