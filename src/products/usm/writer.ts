/** Alarms and events as bytes of JSON. */
import type { DialectName } from '../../model/tenant.ts';
import type { World } from '../../model/world.ts';
import { makeAlarmWriter, type AlarmWriter } from './alarm-writer.ts';
import { makeEventWriter, type EventWriter, type Parts } from './event-writer.ts';
import { sharedOf } from './shared.ts';

export interface Writer {
  readonly event: EventWriter;
  readonly alarm: AlarmWriter;
}

/** `base` is the frozen World that `parts.world` began as. */
export function makeWriter(parts: Parts, base: World, dialect: DialectName): Writer {
  const shared = sharedOf(base, dialect);
  const event = makeEventWriter(parts, shared, dialect);
  return { event, alarm: makeAlarmWriter(parts, shared, event, dialect) };
}
