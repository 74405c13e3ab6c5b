/** The table of payloads and captures of Argus Events v1. Source: contract/argus.md §6, §6.4. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { Principal } from '../access.ts';
import { findV1 } from '../find.ts';
import { payloadAnswer, pcapAnswer, pcapType } from '../payloads.ts';

const base = {
  method: 'GET',
  query: null,
  body: null,
  permission: 'eventLookup',
  evidence: 'documented',
  refusals: [401, 403, 404, 412],
} as const;
const eventPath = '/events/v1/{type}/{timestamp}/{customerID}/{eventID}';

export const payloadsV1 = ({ world }: Simulation): readonly BoundEndpoint<Principal>[] => [
  {
    ...base,
    id: 'getPayload',
    path: `${eventPath}/payload`,
    summary: 'Get the payload of an event',
    source: 'contract/argus.md §6, §6.4; which type of payload an event has is assumed',
    params: 'argus/event-params.schema.json',
    data: 'argus/payload.schema.json',
    produces: ['application/json'],
    handle: (call) => payloadAnswer(world, findV1(world, call)),
  },
  {
    ...base,
    id: 'getPcap',
    path: `${eventPath}/pcap`,
    summary: 'Get the capture of an event',
    source: 'contract/argus.md §6; that an event without a capture is a 404 is assumed',
    params: 'argus/payload-pcap-params.schema.json',
    data: 'argus/payload-pcap.schema.json',
    produces: [pcapType],
    handle: (call) => pcapAnswer(world, findV1(world, call)),
  },
];
