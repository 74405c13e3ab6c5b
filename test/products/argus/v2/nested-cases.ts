/** What each criterion of v2 that holds others should find. */
import { day, either, lies, noon, reaches, rangeOf, strategies, valuesOf, words, type Case } from './reading.ts';

export const nestedCases: Readonly<Record<string, readonly Case[]>> = {
  attack: [
    { criteria: { attack: [{ alarm: ['58501'] }] }, holds: ({ alarm }) => alarm.id === 58501 },
    {
      criteria: { attack: [{ attackCategory: ['network-scan'] }, { attackCategory: [363] }] },
      holds: ({ attackCategory }) => [304, 363].includes(attackCategory.id),
    },
    {
      criteria: { attack: [{ attackCategory: [304], signature: ['SNORT-1:1000121'] }] },
      holds: ({ signature }) => signature.name === 'SNORT-1:1000121',
    },
    {
      criteria: { attack: [{ attackCategory: [304], exclude: true }] },
      holds: ({ attackCategory }) => attackCategory.id !== 304,
    },
    {
      criteria: {
        attack: [{ attackCategory: [304, 363], required: true }, { alarm: ['scan-syn'] }, { attackCategory: [363] }],
      },
      holds: ({ attackCategory, alarm }) => attackCategory.id === 363 || alarm.shortName === 'scan-syn',
    },
    { criteria: { attack: [{ attackCategory: ['no-such-category'] }] }, holds: () => false },
    { criteria: { attack: [{}] }, holds: () => true },
  ],
  endpoint: [
    {
      criteria: { endpoint: [{ ip: ['10.5.0.0/16'] }] },
      holds: (event) => either(event, (end) => reaches(end, '10.5.0.0/16')),
    },
    {
      criteria: { endpoint: [{ ip: ['10.5.0.0/16'], endpointFieldStrategy: 'source' }] },
      holds: ({ source }) => reaches(source, '10.5.0.0/16'),
    },
    {
      criteria: { endpoint: [{ ip: ['2001:db8::/32'], endpointFieldStrategy: 'destination' }] },
      holds: ({ destination }) => reaches(destination, '2001:db8::/32'),
    },
    {
      criteria: { endpoint: [{ port: [443, '22'] }] },
      holds: (event) => either(event, ({ port }) => port === 443 || port === 22),
    },
    {
      criteria: { endpoint: [{ port: [22], endpointFieldStrategy: 'destination' }] },
      holds: ({ destination }) => destination.port === 22,
    },
    {
      criteria: { endpoint: [{ countryCode: ['us', 'NL'] }] },
      holds: (event) => either(event, ({ geoInfo }) => ['US', 'NL'].includes(geoInfo?.countryCode)),
    },
    {
      criteria: { endpoint: [{ minMaskBits: 25 }] },
      holds: (event) => either(event, (end) => rangeOf(end).bits >= 25),
    },
    {
      criteria: { endpoint: [{ minMaskBits: 25, exclude: true }] },
      holds: (event) => !either(event, (end) => rangeOf(end).bits >= 25),
    },
    {
      criteria: { endpoint: [{ ip: ['203.0.113.0/24'], minMaskBits: 25 }] },
      holds: (event) => either(event, (end) => reaches(end, '203.0.113.0/24', 25)),
    },
    {
      criteria: { endpoint: [{ ip: ['10.0.0.0/8'], port: [445] }] },
      holds: (event) => either(event, (end) => reaches(end, '10.0.0.0/8') && end.port === 445),
    },
    {
      criteria: { endpoint: [{ includeFlag: ['isCustomerNet'], endpointFieldStrategy: 'source' }] },
      holds: ({ source }) => source.flags.includes('isCustomerNet'),
    },
    {
      criteria: { endpoint: [{ includeFlag: ['customAggregation'] }] },
      holds: (event) => either(event, ({ flags }) => flags.includes('customAggregation')),
    },
    {
      criteria: {
        endpoint: [
          { excludeFlag: ['isCustomerNet', 'isPartialCustomerNet'], required: true },
          { port: [53] },
          { port: [80] },
        ],
      },
      holds: (event) =>
        either(event, ({ flags }) => flags.length === 0 || !flags.some((flag: string) => /CustomerNet/.test(flag))) &&
        either(event, ({ port }) => port === 53 || port === 80),
    },
  ],
  property: [
    {
      criteria: { property: [{ ...strategies, key: 'tcp.flags' }] },
      holds: (event) => valuesOf(event, 'tcp.flags').length > 0,
    },
    {
      criteria: { property: [{ ...strategies, key: 'tcp.flags', exclude: true }] },
      holds: (event) => valuesOf(event, 'tcp.flags').length === 0,
    },
    {
      criteria: { property: [{ ...strategies, key: 'tcp.window', value: ['1024', '2048'] }] },
      holds: (event) => valuesOf(event, 'tcp.window').some((value) => ['1024', '2048'].includes(value)),
    },
    {
      criteria: { property: [{ ...strategies, value: ['1024', 'GET'] }] },
      holds: (event) => valuesOf(event).some((value) => ['1024', 'GET'].includes(value)),
    },
    {
      criteria: { property: [{ valueMatchStrategy: 'all', valueSearchStrategy: 'exact', value: ['S', '1024'] }] },
      holds: (event) => ['S', '1024'].every((value) => valuesOf(event).includes(value)),
    },
    {
      criteria: {
        property: [{ valueMatchStrategy: 'any', valueSearchStrategy: 'tokenized', value: ['mozilla windows', 'curl'] }],
      },
      holds: (event) =>
        valuesOf(event).some((value) =>
          ['mozilla windows', 'curl'].some((text) => words(text).every((word) => words(value).includes(word))),
        ),
    },
    {
      criteria: {
        property: [
          {
            valueMatchStrategy: 'all',
            valueSearchStrategy: 'tokenized',
            key: 'http.method',
            value: ['get'],
            required: true,
          },
          { ...strategies, key: 'http.status', value: ['200'] },
        ],
      },
      holds: (event) =>
        valuesOf(event, 'http.method').some((value) => words(value).includes('get')) &&
        valuesOf(event, 'http.status').includes('200'),
    },
    { criteria: { property: [{ ...strategies }] }, holds: () => true },
    { criteria: { property: [{ ...strategies, key: 'agent.parseTimestamp' }] }, holds: () => true },
  ],
  subCriteria: [
    {
      criteria: { subCriteria: [{ severity: ['high'] }, { customer: ['bank'], type: ['raw'] }] },
      holds: ({ severity, customer, type }) => severity === 'high' || (customer.id === 204 && type === 'raw'),
    },
    {
      criteria: {
        severity: ['low', 'high'],
        subCriteria: [
          { severity: ['high'], required: true },
          { includeFlag: ['commented'], exclude: true },
        ],
      },
      holds: ({ severity, flags }) => severity === 'high' && !flags.includes('commented'),
    },
    { criteria: { subCriteria: [] }, holds: () => true },
    {
      criteria: { subCriteria: [{ startTimestamp: noon, endTimestamp: noon + day, endpoint: [{ port: [53] }] }] },
      holds: (event) => lies(event, 'created', noon, noon + day) && either(event, ({ port }) => port === 53),
    },
  ],
};
