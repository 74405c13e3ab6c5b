/** What the operations of Events v2 do. Source: docs/contract/argus.md §7. */
import { bytesFrom } from '../../../kernel/bytes.ts';
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import { findV2 } from '../events/find.ts';
import { linksOf } from '../events/links.ts';
import { payloadAnswer, pcapAnswer } from '../events/payloads.ts';
import type { ArgusReader, ArgusServices } from '../services/services.ts';
import type { V2Criteria, V2EventQuery, V2StatsRequest } from '../generated/types.ts';
import { assessEvent, assessEventBulk, reindexEvents } from './assess.ts';
import { listEventsByCase } from './case-events.ts';
import { getEventLineage } from './history.ts';
import type { v2Rows } from './rows.ts';
import { searchV2 } from './search.ts';
import { v2Statistics } from './statistics.ts';
import { submitEvent, submitEventsBulk } from './submit.ts';
import { extrasOf } from './view.ts';

const getEvent: ArgusReader = ({ simulation, v2 }, call) => {
  const { row, ordinal } = findV2(simulation.world, call);
  const extras = extrasOf(call.query as unknown as V2EventQuery);
  return { kind: 'one', json: bytesFrom((sheet) => v2(sheet, row, ordinal, extras)) };
};

const getEventLinks: ArgusReader = ({ simulation: { world } }, call) => {
  const links = linksOf(world, findV2(world, call)).map(({ name, uri }) => ({ name, uri }));
  return { kind: 'one', json: JSON.stringify(links) };
};

const getPayload: ArgusReader = ({ simulation: { world } }, call) => payloadAnswer(world, findV2(world, call));
const getPcap: ArgusReader = ({ simulation: { world } }, call) => pcapAnswer(world, findV2(world, call));

export const v2Handlers: Handlers<(typeof v2Rows)[number], ArgusServices, Principal> = {
  listEvents: (services, call) => {
    const { signature = [], ...rest } = call.query as { readonly signature?: string[] };
    const criteria = { ...rest, ...(signature.length > 0 && { attack: [{ signature }] }) } as V2Criteria;
    return searchV2(services, call, criteria);
  },
  searchEvents: (services, call) => searchV2(services, call, call.body as V2Criteria),
  getEventStatistics: (services, { body, principal }) => v2Statistics(services, principal, body as V2StatsRequest),
  getEvent,
  getEventCompatibility: getEvent,
  getEventLinksV2: getEventLinks,
  getEventLinksV2Compatibility: getEventLinks,
  listEventsByCase,
  assessEvent,
  assessEventCompatibility: assessEvent,
  assessEventBulk,
  reindexEvents,
  getEventLineage,
  getEventLineageCompatibility: getEventLineage,
  submitEvent,
  submitEventsBulk,
  getPayloadV2: getPayload,
  getPayloadV2Compatibility: getPayload,
  getPcapV2: getPcap,
  getPcapV2Compatibility: getPcap,
};
