/** Lists as bodies: short ones at once, long ones while they are sent. */
import { closeSheet, openSheet, put, putText, type Sheet } from '../kernel/bytes.ts';
import { pieceBytes, takeBuffer } from '../kernel/piece-buffers.ts';
import { pieceOfWork } from '../kernel/slices.ts';
import type { Fragments, Items, JsonText, Reply, ReplyHeaders } from './endpoint.ts';

/** What a body is put together from: ASCII before, between and after its items. */
export interface ListText {
  readonly head: string;
  readonly items: Items;
  readonly between: string;
  readonly tail: string;
  /** Units of work of writing an item, where it is not the usual. */
  readonly units?: number;
}

/** More items than these are written while they are sent, and their number of bytes is not known when the answer begins. */
export const fewItems = 250;

const usualUnits = 1000;

/** A success that is a list. */
export function listReply(type: string, text: ListText): Reply {
  if (text.items.length > fewItems) return longList(type, text);
  return { status: 200, headers: { 'Content-Type': type }, body: joined(text) };
}

function longList(type: string, text: ListText): Reply {
  const { items, units = usualUnits } = text;
  const withItems = (change: (item: string) => string): Reply =>
    longList(type, { ...text, items: changedItems(items, change), units: units + unitsOfChange });
  return {
    status: 200,
    headers: { 'Content-Type': type },
    body: nothing,
    pieces: () => (items.put === undefined ? inPieces(fragmentsOf(text)) : putInPieces(text, items.put)),
    ...(type === 'application/json' && { withItems }),
  };
}

/** Units of reading an item, changing it and writing it again. */
const unitsOfChange = 4000;

const changedItems = ({ length, at }: Items, change: (item: string) => string): Items => ({
  length,
  at: (place) => {
    const item = at(place);
    return item === undefined ? undefined : change(typeof item === 'string' ? item : Buffer.from(item).toString());
  },
});

/** A success that is one thing in fragments: at once where they are few, else while it is sent. */
export function fragmentsReply(
  headers: ReplyHeaders,
  [head, tail]: readonly [string, string],
  fragments: Fragments,
): Reply {
  const first: JsonText[] = [];
  let length = 0;
  for (const fragment of fragments()) {
    if (typeof fragment === 'number') continue;
    first.push(fragment);
    length += fragment.length;
    if (length > pieceBytes)
      return { status: 200, headers, body: nothing, pieces: () => inPieces(aroundFragments(head, fragments, tail)) };
  }
  return { status: 200, headers, body: joined({ head, items: first, between: '', tail }) };
}

function* aroundFragments(head: string, fragments: Fragments, tail: string): ReturnType<Fragments> {
  yield head;
  yield* fragments();
  yield tail;
}

const nothing = Buffer.alloc(0);

const lengthOf = (item: JsonText): number => (typeof item === 'string' ? Buffer.byteLength(item) : item.length);

/** Bytes are copied, not decoded. */
function write(bytes: Buffer, at: number, item: JsonText): number {
  if (typeof item === 'string') return at + bytes.write(item, at);
  bytes.set(item, at);
  return at + item.length;
}

/** The whole body. */
export function joined(text: ListText): Uint8Array {
  const { head, items, between, tail } = text;
  if (items.put !== undefined) return writtenThrough(text, items.put);
  const texts: JsonText[] = [];
  // Items may be written on a sheet themselves.
  for (let place = 0; place < items.length; place++) texts.push(items.at(place) ?? '');
  const sheet = openSheet();
  putText(sheet, head);
  for (let place = 0; place < texts.length; place++) {
    if (place > 0) putText(sheet, between);
    const item = texts[place] as JsonText;
    if (typeof item === 'string') putText(sheet, item);
    else put(sheet, item);
  }
  putText(sheet, tail);
  return closeSheet(sheet);
}

function writtenThrough({ head, items, between, tail }: ListText, putItem: NonNullable<Items['put']>): Uint8Array {
  const sheet = openSheet();
  putText(sheet, head);
  for (let place = 0; place < items.length; place++) {
    if (place > 0) putText(sheet, between);
    putItem(sheet, place);
  }
  putText(sheet, tail);
  return closeSheet(sheet);
}

/** A list whose items are written where their piece is. */
function* putInPieces(
  { head, items, between, tail, units = usualUnits }: ListText,
  putItem: NonNullable<Items['put']>,
): Generator<Uint8Array | number, void, void> {
  const sheet = { bytes: takeBuffer(), from: 0, at: 0 };
  let done = 0;
  putText(sheet, head);
  for (let place = 0; place < items.length; place++) {
    if (place > 0) putText(sheet, between);
    putItem(sheet, place);
    done += units;
    if (sheet.at > fullPiece) {
      yield* piecesOn(sheet);
      [sheet.bytes, sheet.at] = [takeBuffer(), 0];
    }
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  putText(sheet, tail);
  yield* piecesOn(sheet);
}

/** Bytes of a piece after which another begins: most items fit behind them. */
const fullPiece = pieceBytes - 12_288;

/** What a sheet holds: one piece, or several where an item was longer than its buffer. */
function* piecesOn({ bytes, from, at }: Sheet): Generator<Uint8Array, void, void> {
  for (let begin = from; begin < at; begin += pieceBytes) yield bytes.subarray(begin, Math.min(at, begin + pieceBytes));
}

/** A list as fragments. */
function* fragmentsOf({ head, items, between, tail, units = usualUnits }: ListText): ReturnType<Fragments> {
  yield head;
  for (let place = 0; place < items.length; place++) {
    if (place > 0) yield between;
    yield items.at(place) ?? '';
    yield units;
  }
  yield tail;
}

/** Fragments put together to pieces of a body, and the work between them. */
function* inPieces(fragments: ReturnType<Fragments>): Generator<Uint8Array | number, void, void> {
  let bytes = Buffer.allocUnsafe(pieceBytes);
  let at = 0;
  let done = 0;
  for (const fragment of fragments) {
    if (typeof fragment === 'number') {
      done += fragment;
      if (done < pieceOfWork) continue;
      yield done;
      done = 0;
      continue;
    }
    const length = lengthOf(fragment);
    if (at + length > bytes.length) {
      if (at > 0) yield bytes.subarray(0, at);
      bytes = Buffer.allocUnsafe(Math.max(pieceBytes, length));
      at = 0;
    }
    at = write(bytes, at, fragment);
  }
  if (at > 0) yield bytes.subarray(0, at);
}
