/** The table of a product that exists to show what a product needs: one list, one get, a bearer key. */
import type { EndpointRow } from '../../../src/http/endpoint.ts';
import type { Table } from '../../../src/http/product.ts';
import { addSchemaFolder } from '../../../src/kernel/schema-walk.ts';

addSchemaFolder('sample', new URL('schemas/', import.meta.url));

const base = { method: 'GET', evidence: 'documented', source: 'made for tests', model: 'alert' } as const;

const rows = [
  {
    ...base,
    id: 'listAlerts',
    path: '/sample/alerts',
    summary: 'List alerts, the newest first',
    query: 'sample/alert-query.schema.json',
    data: 'sample/alerts.schema.json',
    refusals: [400, 401],
    paging: { style: 'offset', where: 'query' },
  },
  {
    ...base,
    id: 'readAlert',
    path: '/sample/alerts/{alertKey}',
    summary: 'Get an alert',
    params: 'sample/alert-params.schema.json',
    data: 'sample/alert.schema.json',
    refusals: [400, 401, 404],
    itemOf: ['listAlerts'],
    parameterSources: { alertKey: { $from: 'listAlerts', member: 'id' } },
  },
] as const satisfies readonly EndpointRow[];

export type SampleRow = (typeof rows)[number];

export const sampleTable = {
  name: 'sample',
  title: 'Sample',
  prefixes: ['/sample/'],
  rows,
  envelope: { success: null, failure: 'sample/failure.schema.json' },
  security: { key: { type: 'http', scheme: 'bearer', description: 'A key of the scenario' } },
} as const satisfies Table;
