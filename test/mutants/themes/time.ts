/** Times that are bounded, read or told wrongly. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendItems, hear, without, type Mutant } from '../mutant.ts';
import { searches, searchesV1, singles, lists } from './operations.ts';

const shifted = (name: string, by: number) =>
  hear((body) => (typeof body[name] === 'number' ? { ...body, [name]: Number(body[name]) + by } : body));

const relative = /^([+-])(\d+)(hours?|days?)$/;

export const time: readonly Mutant[] = [
  {
    name: 'start-exclusive',
    says: 'An event at the very start of the period is not found.',
    operations: searches,
    wrap: () => shifted('startTimestamp', 1),
  },
  {
    name: 'end-exclusive',
    says: 'An event at the very end of the period is not found.',
    operations: searches,
    wrap: () => shifted('endTimestamp', -1),
  },
  {
    name: 'end-ignored',
    says: 'The end of the period is ignored.',
    operations: searches,
    wrap: () => hear((body) => without(body, 'endTimestamp') as Json),
  },
  {
    name: 'start-ignored',
    says: 'The start of the period is ignored.',
    operations: searches,
    wrap: () => hear((body) => (body['startTimestamp'] === undefined ? body : { ...body, startTimestamp: 0 })),
  },
  {
    name: 'relative-off-by-an-hour',
    says: 'Relative times are an hour off, as in a server of another zone.',
    operations: searches,
    wrap: () =>
      hear((body) => {
        const match = relative.exec(String(body['startTimestamp'] ?? ''));
        if (match === null) return body;
        const hours = Number(match[2]) * ((match[3] ?? '').startsWith('day') ? 24 : 1) - 1;
        return { ...body, startTimestamp: `${match[1]}${hours}hours` };
      }),
  },
  {
    name: 'days-are-hours',
    says: 'Days of relative times count as hours.',
    operations: searches,
    wrap: () =>
      hear((body) => {
        const start = body['startTimestamp'];
        return typeof start === 'string' && relative.test(start)
          ? { ...body, startTimestamp: start.replace(/days?/, 'hours') }
          : body;
      }),
  },
  {
    name: 'blank-in-time-is-now',
    says: 'A relative time with a blank before its unit, as the XSOAR pack sends it, counts as now.',
    operations: searches,
    wrap: () =>
      hear((body) => (/^[+-]\d+ /.test(String(body['startTimestamp'])) ? { ...body, startTimestamp: 'now' } : body)),
  },
  {
    name: 'time-in-seconds',
    says: 'Times are told in seconds instead of milliseconds.',
    operations: [...lists, ...singles],
    wrap: () =>
      bendItems((item) => {
        const timestamps = item['timestamps'] as Record<string, Json> | undefined;
        const seconds = (value: Json | undefined): Json =>
          typeof value === 'number' ? Math.floor(value / 1000) : (value ?? null);
        return timestamps === undefined
          ? {
              ...item,
              timestamp: seconds(item['timestamp']),
              startTimestamp: seconds(item['startTimestamp']),
              endTimestamp: seconds(item['endTimestamp']),
            }
          : {
              ...item,
              timestamps: Object.fromEntries(Object.entries(timestamps).map(([name, value]) => [name, seconds(value)])),
            };
      }),
  },
  {
    name: 'time-as-iso-text',
    says: 'Times are told as text instead of as numbers.',
    operations: ['argus.listAggregatedEvents', 'argus.getEventByPath'],
    wrap: () => bendItems((item) => ({ ...item, timestamp: new Date(Number(item['timestamp'])).toISOString() })),
  },
  {
    name: 'end-before-start',
    says: 'The times of the first and the last trigger have changed places.',
    operations: ['argus.findAggregatedEvents', 'argus.getEventByPath'],
    wrap: () =>
      bendItems((item) => ({
        ...item,
        startTimestamp: item['endTimestamp'] ?? null,
        endTimestamp: item['startTimestamp'] ?? null,
      })),
  },
  {
    name: 'time-field-strategy-ignored',
    says: 'Which time of an event the period is about is ignored.',
    operations: searches,
    wrap: () => hear((body) => without(body, 'timeFieldStrategy', 'timeMatchStrategy') as Json),
  },
  {
    name: 'iso-time-refused-as-bad',
    says: 'ISO-8601 times are read a day off.',
    operations: searchesV1,
    wrap: () =>
      hear((body) => {
        const start = String(body['startTimestamp'] ?? '');
        if (!/^\d{4}-\d{2}-\d{2}T/.test(start)) return body;
        return { ...body, startTimestamp: Date.parse(start) - 86_400_000 };
      }),
  },
];
