/** Alarms and events as bytes of JSON, written once for all that they depend on. */
import { rawKeyOf } from '../../../model/change.ts';
import type { World } from '../../../model/world.ts';
import { makeAlarmWriter, type AlarmWriter } from './alarm-writer.ts';
import { makeEventWriter, type EventWriter } from './event-writer.ts';
import type { RecordContext } from '../records/record-context.ts';
import { putKept } from '../../../kernel/byte-store.ts';
import { mostNumbers, numbered, type RecordStore } from './record-store.ts';
import type { Style } from './style.ts';
import { worldPiecesOf } from './world-pieces.ts';

export interface RecordWriter {
  readonly event: EventWriter;
  readonly alarm: AlarmWriter;
}

/** `base` is the frozen World that `parts.world` began as. */
export function makeRecordWriter(context: RecordContext, base: World, style: Style): RecordWriter {
  const pieces = worldPiecesOf(base, style);
  const event = makeEventWriter(context, pieces, style);
  const alarm = makeAlarmWriter(context, pieces, event, style);
  const keeping = { context, base, store: pieces.records };
  return { event: keptEvents(keeping, event), alarm: keptAlarms(keeping, alarm) };
}

interface Keeping {
  readonly context: RecordContext;
  readonly base: World;
  readonly store: RecordStore;
}

/** Which event stands in a row that the World did not begin with differs between simulations. */
const isLasting = ({ context: { world }, base }: Keeping, row: number): boolean =>
  row < base.baseline.length && world.since === base.since;

/** Rows, and events of a row, are fewer. */
const rows = 2 ** 24;
const ordinals = 1024;

/** Of an alarm change its status, its labels, and with its events whether it is suppressed. */
function keptAlarms(keeping: Keeping, write: AlarmWriter): AlarmWriter {
  const { context, store } = keeping;
  const { world, disposition } = context;
  const hasJudgedEvents = (row: number): boolean =>
    world.rawOverrides.size > 0 &&
    disposition.stored(row).some((event) => world.rawOverrides.get(rawKeyOf(event.row, event.ordinal)) !== undefined);
  return (sheet, row, form, labels, root) => {
    const address = numbered(store.roots, root);
    const labelSet = numbered(store.labelSets, labels.join(' '));
    if (!isLasting(keeping, row) || address === null || labelSet === null || hasJudgedEvents(row))
      return write(sheet, row, form, labels, root);
    const standing = disposition.status(row) * 2 + Number(disposition.isTuned(row));
    const kind = Number(form === 'list') * 8 + standing;
    const key = ((address * mostNumbers + labelSet) * 16 + kind) * rows + row;
    return putKept(sheet, store.alarms, key, () => write(sheet, row, form, labels, root));
  };
}

/** Of an event change whether it is suppressed, and whether there is the alarm that it is in. */
function keptEvents(keeping: Keeping, write: EventWriter): EventWriter {
  const { context, store } = keeping;
  const { disposition } = context;
  return (sheet, row, ordinal, form, root) => {
    const address = numbered(store.roots, root);
    if (form === 'nested' || address === null || !isLasting(keeping, row))
      return write(sheet, row, ordinal, form, root);
    const isRaised = row < disposition.settledRows() || disposition.isThere(row, null);
    const standing = Number(disposition.isEventTuned(row, ordinal)) * 2 + Number(isRaised);
    const kind = Number(form === 'list') * 4 + standing;
    const key = ((address * ordinals + ordinal) * 8 + kind) * rows + row;
    return putKept(sheet, store.events, key, () => write(sheet, row, ordinal, form, root));
  };
}
