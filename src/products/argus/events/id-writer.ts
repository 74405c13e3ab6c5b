/** Ids of events as bytes: half of what an aggregate costs to write. Source: docs/contract/argus.md §6. */
import {
  makeRoom,
  writeNumber,
  put,
  putNumber,
  putText,
  putUuid,
  uuidLength,
  writeUuid,
  type Sheet,
} from '../../../kernel/bytes.ts';
import type { Columns } from '../../../model/columns.ts';
import { uuidWords } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { World } from '../../../model/world.ts';

const aggregate = Buffer.from('AGGR/');
const rawEvent = Buffer.from('NIDS/');
const [first, next] = [Buffer.from('"NIDS/'), Buffer.from('","NIDS/')];

/** The id of an aggregate, or of trigger `ordinal` of it, that happened at `time`; `owner` names its customer. */
export function putEventId(
  sheet: Sheet,
  world: World,
  { row, ordinal }: { readonly row: number; readonly ordinal: number | null },
  time: number,
  owner: Uint8Array,
): void {
  put(sheet, ordinal === null ? aggregate : rawEvent);
  putNumber(sheet, time);
  put(sheet, owner);
  const submitted = submittedAt(world, row);
  if (submitted === undefined) putUuid(sheet, uuidWords(world.rowKey, eventNumberOf(world, row), ordinal));
  else putText(sheet, submitted.uuid);
}

/** The ids of an aggregate's first raw events, one or more, as members of a JSON list. */
export function putRawIds(
  sheet: Sheet,
  world: World,
  { timestamp, duration, count }: Columns,
  { row, kept }: { readonly row: number; readonly kept: number },
  owner: Uint8Array,
): void {
  const number = eventNumberOf(world, row);
  const submitted = submittedAt(world, row);
  const [begin, length, triggers] = [timestamp[row] ?? 0, duration[row] ?? 0, count[row] ?? 1];
  // Without calls for the small pieces, which would cost as much as the ids.
  makeRoom(sheet, kept * (next.length + owner.length + longestId));
  const { bytes } = sheet;
  let { at } = sheet;
  for (let ordinal = 0; ordinal < kept; ordinal++) {
    const before = ordinal === 0 ? first : next;
    for (let index = 0; index < before.length; index++) bytes[at++] = before[index] as number;
    at = writeNumber(bytes, at, triggerTime(world.rowKey, number, begin, length, triggers, ordinal));
    for (let index = 0; index < owner.length; index++) bytes[at++] = owner[index] as number;
    if (submitted === undefined) writeUuid(bytes, at, uuidWords(world.rowKey, number, ordinal));
    else bytes.write(submitted.uuid, at);
    at += uuidLength;
  }
  sheet.at = at;
  put(sheet, quote);
}

/** A time and a UUID. */
const longestId = 16 + uuidLength;
const quote = Buffer.from('"');
