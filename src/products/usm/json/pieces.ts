/** Pieces of JSON that records share, as bytes: a record is written by copying them, and little else. */
import { put, putNumber, type Sheet } from '../../../kernel/bytes.ts';
import type { Times } from '../records/times.ts';

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

const betweenTimes = ['received', 'arrived', 'to_storage'].map((name) => piece(`","timestamp_${name}":"`));

/**
 * The four instants of a record, from the first digit to the last: strings of epoch milliseconds (contract/usm.md §7).
 * What is before them names the first, which the documentation spells with two r in lists.
 */
export function putTimes(sheet: Sheet, { occured, received, arrived, stored }: Times): void {
  putNumber(sheet, occured);
  put(sheet, betweenTimes[0] as Uint8Array);
  putNumber(sheet, received);
  put(sheet, betweenTimes[1] as Uint8Array);
  putNumber(sheet, arrived);
  put(sheet, betweenTimes[2] as Uint8Array);
  putNumber(sheet, stored);
}

export const timeName = (isSpeltWithTwoR: boolean): string => `"timestamp_occur${isSpeltWithTwoR ? 'r' : ''}ed":"`;
