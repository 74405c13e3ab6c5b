/** Alarms and events as JSON text, from fragments that records share. */
import type { DialectName } from '../../model/tenant.ts';
import { makeAlarmWriter, type AlarmWriter } from './alarm-writer.ts';
import { makeEnds } from './ends.ts';
import { makeEventWriter, type EventWriter, type Parts } from './event-writer.ts';

export interface Writer {
  readonly event: EventWriter;
  readonly alarm: AlarmWriter;
}

export function makeWriter(parts: Parts, dialect: DialectName): Writer {
  const ends = makeEnds(parts.ids);
  const event = makeEventWriter(parts, ends, dialect);
  return { event, alarm: makeAlarmWriter(parts, ends, event, dialect) };
}
