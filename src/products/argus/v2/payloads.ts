/** The table of payloads and captures of Argus Events v2, by either form of an event's path. Source: contract/argus.md §7. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { Principal } from '../access.ts';
import { findV2 } from '../find.ts';
import { payloadAnswer, pcapAnswer, pcapType } from '../payloads.ts';
import { eventForms } from './paths.ts';

const base = {
  method: 'GET',
  query: null,
  body: null,
  permission: 'eventLookup',
  evidence: 'documented',
  refusals: [401, 403, 404, 412],
} as const;

export const payloadsV2 = ({ world }: Simulation): readonly BoundEndpoint<Principal>[] => [
  ...eventForms('payload', {
    ...base,
    id: 'getPayloadV2',
    summary: 'Get the payload of an event',
    source: 'seed 001; contract/argus.md §7, §7.1; which type of payload an event has is assumed',
    data: 'argus/payload.schema.json',
    produces: ['application/json'],
    handle: (call) => payloadAnswer(world, findV2(world, call)),
  }),
  ...eventForms('pcap', {
    ...base,
    id: 'getPcapV2',
    summary: 'Get the capture of an event',
    source: 'seed 001; contract/argus.md §7; that an event without a capture is a 404 is assumed',
    data: 'argus/payload-pcap.schema.json',
    produces: [pcapType],
    handle: (call) => pcapAnswer(world, findV2(world, call)),
  }),
];
