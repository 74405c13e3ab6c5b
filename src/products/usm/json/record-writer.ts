/** Alarms and events as bytes of JSON. */
import type { World } from '../../../model/world.ts';
import { makeAlarmWriter } from './alarm-writer.ts';
import { makeEventWriter } from './event-writer.ts';
import type { RecordContext } from '../records/record-context.ts';
import type { Style } from './style.ts';
import { worldPiecesOf } from './world-pieces.ts';

export type RecordWriter = Readonly<ReturnType<typeof makeRecordWriter>>;

/** `base` is the frozen World that `parts.world` began as. */
export function makeRecordWriter(context: RecordContext, base: World, style: Style) {
  const pieces = worldPiecesOf(base, style);
  const event = makeEventWriter(context, pieces, style);
  return { event, alarm: makeAlarmWriter(context, pieces, event, style) };
}
