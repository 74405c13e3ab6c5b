/** What each plain criterion of v2 should find. */
import { day, lies, noon, start, times, type Case, type Event } from './reading.ts';

export const plainCases: Readonly<Record<string, readonly Case[]>> = {
  associatedCase: [
    {
      criteria: { associatedCase: [12342345, '12342402'] },
      holds: ({ associatedCases }) => associatedCases.some(({ id }: Event) => id === 12342345 || id === 12342402),
    },
    { criteria: { associatedCase: [0] }, holds: ({ associatedCases }) => associatedCases.length === 0 },
    {
      criteria: { associatedCase: [0, 12342345] },
      holds: ({ associatedCases }) =>
        associatedCases.length === 0 || associatedCases.some(({ id }: Event) => id === 12342345),
    },
  ],
  customer: [
    { criteria: { customer: ['bank'] }, holds: ({ customer }) => customer.id === 204 },
    { criteria: { customer: ['310', 2171] }, holds: ({ customer }) => [310, 2171].includes(customer.id) },
  ],
  domain: [
    {
      criteria: { domain: ['N1.drip.culvert.test', 'nowhere.example'] },
      holds: ({ domain }) => domain === 'n1.drip.culvert.test',
    },
  ],
  eventIdentifier: [],
  includeFlag: [
    { criteria: { includeFlag: ['acknowledged'] }, holds: ({ flags }) => flags.includes('acknowledged') },
    {
      criteria: { includeFlag: ['acknowledged', 'notAThreat', 'hasPcap'] },
      holds: ({ flags }) => ['acknowledged', 'notAThreat', 'hasPcap'].every((flag) => flags.includes(flag)),
    },
    { criteria: { includeFlag: ['eventFromRestrictedItEnvironment'] }, holds: () => false },
  ],
  excludeFlag: [
    {
      criteria: { excludeFlag: ['acknowledged', 'established'] },
      holds: ({ flags }) => !flags.includes('acknowledged') && !flags.includes('established'),
    },
  ],
  productionCustomers: [
    {
      criteria: { productionCustomers: true },
      holds: ({ customer }, { world }) => world.customers.find(({ id }) => id === customer.id)!.production,
    },
    {
      criteria: { productionCustomers: 'False' },
      holds: ({ customer }, { world }) => !world.customers.find(({ id }) => id === customer.id)!.production,
    },
  ],
  severity: [
    { criteria: { severity: ['low', 'critical'] }, holds: ({ severity }) => ['low', 'critical'].includes(severity) },
  ],
  type: [
    { criteria: { type: ['aggregated'] }, holds: ({ type }) => type === 'aggregated' },
    { criteria: { type: ['raw'] }, holds: ({ type }) => type === 'raw' },
    { criteria: { type: ['raw', 'aggregated'] }, holds: () => true },
  ],
  startTimestamp: [
    { criteria: { startTimestamp: noon }, holds: ({ timestamps }) => timestamps.created >= noon },
    { criteria: { startTimestamp: '-2days' }, holds: ({ timestamps }) => timestamps.created >= start + 5 * day },
    { criteria: { startTimestamp: -1000 }, holds: () => true },
  ],
  endTimestamp: [{ criteria: { endTimestamp: String(noon) }, holds: ({ timestamps }) => timestamps.created <= noon }],
  timeFieldStrategy: times.flatMap((name) => {
    const field = name === 'firstAssessed' ? 'firstAssessment' : name;
    return [
      {
        criteria: { timeFieldStrategy: [field], startTimestamp: noon, endTimestamp: noon + day },
        holds: (event: Event) => lies(event, name, noon, noon + day),
      },
    ];
  }),
  timeMatchStrategy: [
    {
      criteria: {
        timeFieldStrategy: ['created', 'lastUpdated'],
        timeMatchStrategy: 'all',
        startTimestamp: noon,
        endTimestamp: noon + day / 8,
      },
      holds: (event) =>
        lies(event, 'created', noon, noon + day / 8) && lies(event, 'lastUpdated', noon, noon + day / 8),
    },
    {
      criteria: {
        timeFieldStrategy: ['created', 'lastUpdated'],
        timeMatchStrategy: 'any',
        startTimestamp: noon,
        endTimestamp: noon + day / 8,
      },
      holds: (event) =>
        lies(event, 'created', noon, noon + day / 8) || lies(event, 'lastUpdated', noon, noon + day / 8),
    },
    {
      criteria: { timeFieldStrategy: ['all'], startTimestamp: noon, endTimestamp: noon + day / 8 },
      holds: (event) => times.some((name) => lies(event, name, noon, noon + day / 8)),
    },
    {
      criteria: {
        timeFieldStrategy: ['all'],
        timeMatchStrategy: 'all',
        startTimestamp: noon,
        endTimestamp: noon + 2 * day,
      },
      holds: (event) => times.every((name) => lies(event, name, noon, noon + 2 * day)),
    },
  ],
  indexStartTimestamp: [
    {
      criteria: { indexStartTimestamp: String(noon) },
      holds: ({ timestamps }) => timestamps.created >= noon - day / 2,
    },
  ],
  indexEndTimestamp: [
    { criteria: { indexEndTimestamp: noon }, holds: ({ timestamps }) => timestamps.created < noon + day / 2 },
  ],
};
