/** The table of what a tenant owns: assets and sensors, as clients read them. Source: docs/contract/usm.md §17; the documentation has none of it. */
import type { EndpointRow } from '../../../http/endpoint.ts';
import { apiRoot } from '../api/paths.ts';

const base = {
  method: 'GET',
  permission: 'read',
  security: ['bearer'],
  produces: ['application/json', 'application/hal+json'],
  source: 'docs/contract/usm.md §17',
} as const;

const list = {
  ...base,
  query: 'usm/inventory-query.schema.json',
  refusals: [400, 401, 403, 429],
  paging: { style: 'page', where: 'query' },
} as const;

export const inventoryRows = [
  {
    ...list,
    id: 'getAssets',
    path: `${apiRoot}/assets`,
    summary: 'Get a page of assets',
    evidence: 'observed',
    data: 'usm/live/assets.schema.json',
  },
  {
    ...base,
    id: 'getAsset',
    path: `${apiRoot}/assets/{assetId}`,
    summary: 'Get the details of an asset',
    evidence: 'observed',
    params: 'usm/asset-params.schema.json',
    parameterSources: { assetId: { $from: 'getAssets', member: 'id' } },
    data: 'usm/live/asset.schema.json',
    refusals: [401, 403, 404, 429],
    itemOf: ['getAssets'],
  },
  {
    ...list,
    id: 'getSensors',
    path: `${apiRoot}/sensors`,
    summary: 'Get a page of sensors',
    evidence: 'assumed',
    data: 'usm/live/sensors.schema.json',
  },
] as const satisfies readonly EndpointRow[];

export type InventoryRow = (typeof inventoryRows)[number];
