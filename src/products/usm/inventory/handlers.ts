/** Lists of assets and sensors, and one asset. Source: docs/contract/usm.md §17. */
import type { Handler, Handlers } from '../../../http/endpoint.ts';
import type { Sensor } from '../../../model/world.ts';
import { one, apiAddressOf, type UsmCall } from '../api/dialect.ts';
import { recordNotFound } from '../api/failures.ts';
import { aroundList, linkText } from '../api/links.ts';
import { pageAsked } from '../api/paging.ts';
import type { Services } from '../api/services.ts';
import type { ApiClient } from '../records/tenant.ts';
import { assetModel, isAsset, windowsHosts } from './assets.ts';
import type { InventoryRow } from './rows.ts';

type InventoryHandler = Handler<Services, ApiClient>;

/** Whether the client sees what a customer owns. */
const sees = ({ customers }: ApiClient, owner: number | undefined): boolean =>
  customers === null || customers.some(({ index }) => index === owner);

/** A page of `things`, each as JSON text. */
function listed<Thing>(
  { style }: Services,
  { request, query }: UsmCall,
  key: string,
  things: readonly Thing[],
  write: (thing: Thing) => string,
) {
  const { number, size } = pageAsked(query);
  const rows = things.slice(number * size, (number + 1) * size);
  const page = { number, size, total: things.length, sort: [] };
  const [before, after] = aroundList(request, page, { style, key, isEmpty: rows.length === 0 });
  return one(`${before}${rows.map(write).join(',')}${after}`);
}

const getAssets: InventoryHandler = (services, call) => {
  const write = assetWriter(services, call);
  const own = services.world.hosts.filter((host) => isAsset(host) && sees(call.principal, host.customer?.index));
  return listed(services, call, 'assets', own, write);
};

const getAsset: InventoryHandler = (services, call) => {
  const code = services.ids.hostOf(call.params['assetId'] ?? '');
  const host = code === null ? undefined : services.world.hosts[code];
  if (host === undefined || !isAsset(host) || !sees(call.principal, host.customer?.index)) throw recordNotFound();
  return one(assetWriter(services, call)(host));
};

function assetWriter(services: Services, call: UsmCall) {
  const { ids, simulation, style } = services;
  const windows = windowsHosts(simulation.base);
  const root = apiAddressOf(call);
  return (host: Services['world']['hosts'][number]): string => {
    const asset = assetModel(ids, host, windows.has(host.code));
    return `${JSON.stringify(asset).slice(0, -1)},"_links":{"self":${linkText(`${root}/assets/${asset.id}`, style)}}}`;
  };
}

const getSensors: InventoryHandler = (services, call) => {
  const { ids, world } = services;
  const own = world.sensors.filter(({ customer }) => sees(call.principal, customer.index));
  return listed(services, call, 'sensors', own, (sensor) => JSON.stringify(sensorModel(ids, sensor)));
};

const sensorModel = (ids: Services['ids'], sensor: Sensor) => ({
  id: ids.sensor(sensor),
  name: sensor.hostName,
  description: sensor.location.name,
  status: 'Ready',
  setupStatus: 'Complete',
});

export const inventoryHandlers: Handlers<InventoryRow, Services, ApiClient> = { getAssets, getAsset, getSensors };
