/** The table of look-ups that clients of the Events API make beside it. Source: docs/contract/argus.md §8 and Alarms, categories, signatures, customers. */
import { inBody, inQuery, rowsById, shortName } from '../common/row-facts.ts';

const read = { method: 'GET', refusals: [401, 403, 412] } as const;
const one = { refusals: [401, 403, 404, 412] } as const;

const currentUserRows = rowsById(read, {
  getCurrentUser: {
    path: '/currentuser/v1/user',
    summary: 'Get the user behind the key, signature or session',
    evidence: 'documented',
    source: 'docs/contract/argus.md §12.9; argus_api 5.0.0, currentuser/v1/user',
    data: 'argus/current-user.schema.json',
    refusals: [401],
  },
  getTimestampMs: {
    path: '/world/v1/time',
    summary: 'Resolve a time string, such as -24hours, to a timestamp',
    evidence: 'assumed',
    source: 'docs/contract/argus.md §4',
    note: 'Assumed: the shape of the answer.',
    query: 'argus/time-query.schema.json',
    data: 'argus/resolved-time.schema.json',
    refusals: [401, 412],
    examples: { query: { timestring: '-24hours' } },
  },
});

const customer = {
  ...read,
  permission: 'viewBasicCustomer',
  evidence: 'documented',
  source: 'docs/contract/argus.md §12.10; argus_api 5.0.0, customers/v2/customer',
} as const;

const oneCustomer = {
  ...one,
  params: 'argus/customer-params.schema.json',
  parameterSources: { idOrShortName: shortName },
} as const;

const search = { method: 'POST', effect: 'reads', ...inBody } as const;

const customerRows = rowsById(customer, {
  listBasicCustomers: {
    path: '/customers/v2/customer',
    summary: 'List customers and groups that the caller may see',
    query: 'argus/customer-list-query.schema.json',
    data: 'argus/customers.schema.json',
    ...inQuery,
    sortKeys: ['id', 'name', 'shortName', 'relevance'],
  },
  searchBasicCustomers: {
    ...search,
    path: '/customers/v2/customer/search',
    summary: 'Search customers and groups that the caller may see',
    body: 'argus/customer-criteria.schema.json',
    data: 'argus/customers.schema.json',
    sortKeys: ['id', 'name', 'shortName', 'relevance'],
  },
  getBasicCustomer: {
    ...oneCustomer,
    path: '/customers/v2/customer/{idOrShortName}',
    summary: 'Get a customer or group by id or short name',
    query: 'argus/customer-query.schema.json',
    data: 'argus/customer.schema.json',
    itemOf: ['listBasicCustomers', 'searchBasicCustomers'],
  },
  getBasicCustomerProperties: {
    ...oneCustomer,
    path: '/customers/v2/customer/{idOrShortName}/properties',
    summary: 'List what is agreed with a customer',
    query: 'argus/customer-properties-query.schema.json',
    data: 'argus/customer-properties.schema.json',
    ...inQuery,
  },
  getBasicCustomerUserRoles: {
    ...oneCustomer,
    path: '/customers/v2/customer/{idOrShortName}/userroles',
    summary: 'List who looks after a customer',
    query: 'argus/domain-query.schema.json',
    data: 'argus/customer-user-roles.schema.json',
  },
  getBasicCustomerLogo: {
    ...oneCustomer,
    path: '/customers/v2/customer/{idOrShortName}/logo',
    summary: 'Get the logo of a customer, or the usual one',
    query: 'argus/customer-logo-query.schema.json',
    data: 'argus/customer-logo.schema.json',
    produces: ['image/png'],
  },
  getCustomerByShortName: {
    ...one,
    path: '/customers/v1/customer/{shortName}',
    summary: 'Get a customer or group by short name (older version)',
    evidence: 'observed',
    source: 'docs/contract/argus.md §8',
    note: 'Assumed: members besides id.',
    params: 'argus/customer-v1-params.schema.json',
    data: 'argus/customer-v1.schema.json',
    parameterSources: { shortName },
  },
});

const catalogue = {
  ...read,
  evidence: 'documented',
  source: 'docs/contract/argus.md §12.10; argus_api 5.0.0, alarms/v1',
} as const;
const alarm = { permission: 'viewAlarm' } as const;
const category = { permission: 'viewAttackCategory' } as const;
const signature = { permission: 'viewAlarmMapping', data: 'argus/signatures.schema.json' } as const;

/** The catalogue of alarms, attack categories and signatures. */
const catalogueRows = rowsById(catalogue, {
  getAlarms: {
    ...alarm,
    ...inQuery,
    path: '/alarms/v1/alarm',
    summary: 'List the alarms of the catalogue',
    query: 'argus/alarm-query.schema.json',
    data: 'argus/alarms.schema.json',
  },
  searchAlarms: {
    ...alarm,
    ...search,
    path: '/alarms/v1/alarm/search',
    summary: 'Search the alarms of the catalogue',
    body: 'argus/alarm-criteria.schema.json',
    data: 'argus/alarms.schema.json',
    sortKeys: ['id', 'lastUpdatedTimestamp', 'description', 'attackCategory'],
  },
  getAlarm: {
    ...one,
    ...alarm,
    path: '/alarms/v1/alarm/{id}',
    summary: 'Get one of the alarms of the catalogue',
    params: 'argus/alarm-params.schema.json',
    data: 'argus/alarm.schema.json',
    itemOf: ['getAlarms'],
    parameterSources: { id: { $from: 'getAlarms', member: 'id' } },
  },
  getCategories: {
    ...category,
    ...inQuery,
    path: '/alarms/v1/category',
    summary: 'List the categories of the catalogue',
    query: 'argus/category-query.schema.json',
    data: 'argus/attack-categories.schema.json',
  },
  searchCategories: {
    ...category,
    ...search,
    path: '/alarms/v1/category/search',
    summary: 'Search the categories of the catalogue',
    body: 'argus/category-criteria.schema.json',
    data: 'argus/attack-categories.schema.json',
    sortKeys: ['id', 'shortName', 'name', 'info'],
  },
  getCategory: {
    ...one,
    ...category,
    path: '/alarms/v1/category/{idOrShortName}',
    summary: 'Get one of the categories of the catalogue',
    params: 'argus/category-params.schema.json',
    data: 'argus/attack-category.schema.json',
    itemOf: ['getCategories', 'searchCategories'],
    parameterSources: { idOrShortName: { $from: 'getCategories', member: 'id' } },
  },
  getSignatures: {
    ...signature,
    ...inQuery,
    path: '/alarms/v1/signature',
    summary: 'List the signatures of the catalogue, with the alarms that they are mapped to',
    query: 'argus/signature-query.schema.json',
  },
  searchSignatures: {
    ...signature,
    ...search,
    path: '/alarms/v1/signature/search',
    summary: 'Search the signatures of the catalogue',
    body: 'argus/signature-criteria.schema.json',
    sortKeys: [
      'signature',
      'signatureMessage',
      'firstTriggeredTimestamp',
      'lastTriggeredTimestamp',
      'lastUpdatedTimestamp',
      'mappedTimestamp',
      'triggerAmount',
    ],
  },
});

export const lookupRows = [...currentUserRows, ...customerRows, ...catalogueRows];

export type LookupRow = (typeof lookupRows)[number];
