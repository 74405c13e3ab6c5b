/** mnemonic Argus: keys in a header, searches by criteria, events in two versions with lineage, payload and capture. */
import { isoUtc } from '../../kernel/clock.ts';
import type { FoundThing, ProductDesk, ProductSearch } from './desk.ts';
import { firstTextAt, listAt, memberAt, textAt } from './values.ts';

const instant = (value: unknown): string => (typeof value === 'number' ? isoUtc(value) : '');

const countOf = (answer: unknown): number => Number(memberAt(answer, 'count') ?? 0);

const ofFirst = (event: unknown): FoundThing => ({
  id: textAt(event, 'id'),
  at: instant(memberAt(event, 'timestamp') ?? memberAt(event, 'startTimestamp')),
  severity: textAt(event, 'severity'),
  what: firstTextAt(event, 'attackInfo.alarmDescription', 'attackInfo.signature'),
  source: textAt(event, 'source.networkAddress.address'),
  destination: textAt(event, 'destination.networkAddress.address'),
  customer: textAt(event, 'customerInfo.shortName'),
  count: Number(memberAt(event, 'count') ?? 1),
});

const ofSecond = (event: unknown): FoundThing => ({
  id: textAt(event, 'id'),
  at: instant(memberAt(event, 'timestamps.created')),
  severity: textAt(event, 'severity'),
  what: firstTextAt(event, 'alarm.description', 'alarm.shortName', 'signature.name'),
  source: firstTextAt(event, 'source.host', 'source.address'),
  destination: firstTextAt(event, 'destination.host', 'destination.address'),
  customer: textAt(event, 'customer.shortName'),
  count: Number(memberAt(event, 'count') ?? 1),
});

const search = (
  operation: string,
  title: string,
  usual: string,
  of: (event: unknown) => FoundThing,
): ProductSearch => ({
  operation,
  title,
  begin: { startTimestamp: 0, limit: 200 },
  usual: usual.split(' '),
  found: (answer) => ({ things: listAt(answer, 'data').map(of), count: countOf(answer) }),
});

const inFirst = 'customer severity minSeverity alarmID ip port startTimestamp endTimestamp includeFlags sortBy limit';
const inSecond = 'customer severity type includeFlag startTimestamp endTimestamp sortBy limit';

const named = (answer: unknown, id: string, label: string) =>
  listAt(answer, 'data').map((one) => ({ value: textAt(one, id), label: textAt(one, label) }));

export const argusDesk: ProductDesk = {
  name: 'argus',
  title: 'Argus',
  accessOf: (credential) => ({ kind: 'header', name: 'Argus-API-Key', value: credential }),
  isOf: (principal, credential) => credential.startsWith(`${principal}/`),
  isIdOf: (id) => id.includes('/'),
  searches: [
    search('findAggregatedEvents', 'Argus events v1', inFirst, ofFirst),
    search('searchEvents', 'Argus events v2', inSecond, ofSecond),
    search('findNIDSEvents', 'Argus raw events', inFirst, ofFirst),
  ],
  known: [
    {
      fields: ['customerID'],
      path: '/customers/v2/customer?limit=1000',
      values: (answer) => named(answer, 'id', 'shortName'),
    },
    {
      fields: ['customer'],
      path: '/customers/v2/customer?limit=1000',
      values: (answer) => named(answer, 'shortName', 'name'),
    },
    {
      fields: ['alarmID', 'alarm'],
      path: '/alarms/v1/alarm?limit=2000',
      values: (answer) => named(answer, 'id', 'shortName'),
    },
    {
      fields: ['attackCategoryID'],
      path: '/alarms/v1/category?limit=1000',
      values: (answer) => named(answer, 'id', 'shortName'),
    },
  ],
  sidesOf: (ids) => {
    const id = ids['argus']?.['events'];
    const side = (name: string, title: string, path: string) => ({
      name,
      title,
      path: id === undefined ? null : path,
      missing: 'Argus does not show this event.',
    });
    return [
      side('v1', 'v1', `/events/v1/${id}`),
      side('v2', 'v2', `/events/v2/event/${id}`),
      side('lineage', 'Lineage', `/events/v2/event/${id}/lineage?limit=100`),
    ];
  },
  payload: {
    path: (ids) =>
      ids['argus']?.['events'] === undefined ? null : `/events/v2/event/${ids['argus']['events']}/payload`,
    base64: (answer) => textAt(answer, 'data.payload') || null,
    capture: (ids) => (ids['argus']?.['events'] === undefined ? null : `/events/v1/${ids['argus']['events']}/pcap`),
  },
};
