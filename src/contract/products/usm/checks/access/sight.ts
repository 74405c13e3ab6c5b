/** Who sees what of USM Anywhere: an alarm or event is whose sensors saw it. */
import type { Json } from '../../../../../kernel/schema.ts';
import { idOf, textsAt } from '../../../../lists/item.ts';
import { member } from '../../../../terms/exchange.ts';
import type { SightFacts, Thing, ThingKind } from '../../../../terms/facts.ts';
import { otherUuid } from '../../../../checks/shared/asks.ts';
import { usmSample } from '../../sample/sample.ts';

const sensorsOf = (item: Json): readonly string[] => {
  const own = member(item, 'sensor_uuid');
  return [...textsAt(item, 'alarm_sensor_sources'), ...(typeof own === 'string' ? [own] : [])];
};

const kindOf = (kind: string, parameter: string, some: ThingKind['some']): ThingKind => ({
  name: `usm ${kind}`,
  isNamedBy: ({ path }) => path.includes(`{${parameter}}`),
  some,
});

const thingsOf = (kind: string, parameter: string, items: readonly Json[]): readonly Thing[] =>
  items.map((item) => ({ kind, params: { [parameter]: idOf(item) }, customers: sensorsOf(item) }));

const isOwned = ({ customers }: Thing): boolean => customers.length > 0;

export const usmSight: SightFacts = {
  customersOf: sensorsOf,
  things: [
    kindOf('alarms', 'alarmId', async (sample) =>
      thingsOf('an alarm', 'alarmId', await usmSample(sample).manyAlarms()).filter(isOwned),
    ),
    kindOf('events', 'eventId', async (sample) =>
      thingsOf('an event', 'eventId', await usmSample(sample).manyEvents()).filter(isOwned),
    ),
  ],
  // That restriction hides a thing and does not refuse it, is assumed.
  foreignRefused: [404],
  nobodys: (thing) => {
    const params = Object.entries(thing.params).map(([name, id]) => [name, otherUuid(String(id)) ?? id] as const);
    return { ...thing, params: Object.fromEntries(params) };
  },
};
