/** Requests that once stopped a server for seconds: each is a kind of its own. */
interface Heavy {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const post = (name: string, path: string, body: object): Heavy => ({
  name,
  method: 'POST',
  path,
  body: JSON.stringify(body),
});
const get = (name: string, path: string): Heavy => ({ name, method: 'GET', path, body: '' });
const many = <Value>(count: number, make: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => make(at));
const network = (at: number): string => `10.${at % 256}.${(at >> 8) % 256}.0/24`;
const v1 = '/events/v1/aggregated';

export const listed: readonly Heavy[] = [
  get('all events', `${v1}?startTimestamp=0&limit=0`),
  get('all raw events', '/events/v1/nids?startTimestamp=0&limit=100000'),
  get('a page beyond all there is', '/events/v2/event?offset=1000000000000000&limit=25'),
  get('one that begins with the last', '/events/v2/event?offset=999999999&limit=100000'),
  get('deep page of both kinds', '/events/v2/event?offset=90000&limit=25'),
  post('sorted by every key', `${v1}/search`, {
    startTimestamp: 0,
    limit: 25,
    sortBy: ['-severity', 'count', 'timestamp'],
  }),
  post('v2 sorted', '/events/v2/event/search', {
    startTimestamp: 0,
    limit: 25,
    sortBy: ['-lastEventTimestamp', 'customerID', 'eventID'],
  }),
  post('statistics by two addresses and hours', `${v1}/stats`, {
    startTimestamp: 0,
    groupBy: ['SOURCEIP', 'DESTINATIONIP'],
    resolution: 1,
    resolutionUnit: 'hours',
  }),
  post('sub-criteria of ports', `${v1}/search`, {
    startTimestamp: 0,
    limit: 25,
    subCriteria: many(190, (at) => ({ sourcePort: many(1024, (port) => (port * 13 + at) % 65_536) })),
  }),
  post('endpoints of networks', '/events/v2/event/search', {
    startTimestamp: 0,
    limit: 25,
    endpoint: many(19, (part) => ({ ip: many(2000, (at) => network(at * 19 + part)) })),
  }),
  post('a property of many words', `${v1}/search`, {
    startTimestamp: 0,
    limit: 25,
    exactMatchProperties: false,
    properties: {
      'user.agent': many(300_000, (at) => `w${at % 1000}`)
        .join(' ')
        .slice(0, 1_800_000),
    },
  }),
  post('v2 statistics by all', '/events/v2/event/statistics', {
    startTimestamp: 0,
    groupBy: ['sourceIP', 'destinationIP', 'alarm'].map((field) => ({ field, limit: 0 })),
    timeline: [{ name: 'a', field: 'createdTimestamp', resolution: 'hours' }],
  }),
  post('cases by words', '/cases/v2/case/search', { limit: 0, keywords: many(100, (at) => `w${at}`) }),
];
