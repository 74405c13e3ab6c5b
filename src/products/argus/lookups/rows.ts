/** The table of look-ups that clients of the Events API make beside it. Source: contract/argus.md §8. */
import { inQuery, rowsById, shortName } from '../common/row-facts.ts';

const read = { method: 'GET', refusals: [401, 403, 412] } as const;
const one = { refusals: [401, 403, 404, 412] } as const;

const currentUserRows = rowsById(read, {
  getCurrentUser: {
    path: '/currentuser/v1/user',
    summary: 'Get the user behind the key, signature or session',
    evidence: 'observed',
    source: 'contract/argus.md §8',
    data: 'argus/current-user.schema.json',
    refusals: [401],
  },
  getTimestampMs: {
    path: '/world/v1/time',
    summary: 'Resolve a time string, such as -24hours, to a timestamp',
    evidence: 'assumed',
    source: 'contract/argus.md §4; the shape of the answer is assumed',
    query: 'argus/time-query.schema.json',
    data: 'argus/resolved-time.schema.json',
    refusals: [401, 412],
    examples: { query: { timestring: '-24hours' } },
  },
});

const customer = {
  ...read,
  permission: 'viewBasicCustomer',
  evidence: 'observed',
  source: 'contract/argus.md §8; W4.0 customers/v2',
} as const;

const customerRows = rowsById(customer, {
  listBasicCustomers: {
    path: '/customers/v2/customer',
    summary: 'List customers and groups that the caller may see',
    query: 'argus/customer-list-query.schema.json',
    data: 'argus/customers.schema.json',
    ...inQuery,
    sortKeys: ['id', 'name', 'shortName', 'relevance'],
  },
  getBasicCustomer: {
    ...one,
    path: '/customers/v2/customer/{idOrShortName}',
    summary: 'Get a customer or group by id or short name',
    params: 'argus/customer-params.schema.json',
    query: 'argus/customer-query.schema.json',
    data: 'argus/customer.schema.json',
    itemOf: ['listBasicCustomers'],
    parameterSources: { idOrShortName: shortName },
  },
  getCustomerByShortName: {
    ...one,
    path: '/customers/v1/customer/{shortName}',
    summary: 'Get a customer or group by short name (older version)',
    source: 'contract/argus.md §8; members besides id are assumed',
    params: 'argus/customer-v1-params.schema.json',
    data: 'argus/customer-v1.schema.json',
    parameterSources: { shortName },
  },
});

const alarm = { ...read, permission: 'viewAlarm', evidence: 'assumed', source: 'contract/argus.md §8' } as const;
const category = { permission: 'viewAttackCategory', evidence: 'observed', source: 'W4.0 alarms/v1 category' } as const;
const page = { ...inQuery, query: 'argus/catalogue-query.schema.json' } as const;

/** The catalogue of alarms, attack categories and signatures. */
const catalogueRows = rowsById(alarm, {
  getAlarms: {
    path: '/alarms/v1/alarm',
    summary: 'List the alarms of the catalogue',
    data: 'argus/alarms.schema.json',
    ...page,
  },
  getAlarm: {
    ...one,
    path: '/alarms/v1/alarm/{id}',
    summary: 'Get one of the alarms of the catalogue',
    params: 'argus/alarm-params.schema.json',
    data: 'argus/alarm.schema.json',
    itemOf: ['getAlarms'],
    parameterSources: { id: { $from: 'getAlarms', member: 'id' } },
  },
  getCategories: {
    ...category,
    path: '/alarms/v1/category',
    summary: 'List the categories of the catalogue',
    data: 'argus/attack-categories.schema.json',
    ...page,
  },
  getCategory: {
    ...one,
    ...category,
    path: '/alarms/v1/category/{idOrShortName}',
    summary: 'Get one of the categories of the catalogue',
    params: 'argus/category-params.schema.json',
    data: 'argus/attack-category.schema.json',
    itemOf: ['getCategories'],
    parameterSources: { idOrShortName: { $from: 'getCategories', member: 'id' } },
  },
  getSignatures: {
    path: '/alarms/v1/signature',
    summary: 'List the signatures of the catalogue',
    data: 'argus/signatures.schema.json',
    ...page,
  },
  getSignature: {
    ...one,
    path: '/alarms/v1/signature/{idOrSignature}',
    summary: 'Get one of the signatures of the catalogue',
    params: 'argus/signature-params.schema.json',
    data: 'argus/signature.schema.json',
    itemOf: ['getSignatures'],
    parameterSources: { idOrSignature: { $from: 'getSignatures', member: 'signature' } },
  },
});

export const lookupRows = [...currentUserRows, ...customerRows, ...catalogueRows];

export type LookupRow = (typeof lookupRows)[number];
