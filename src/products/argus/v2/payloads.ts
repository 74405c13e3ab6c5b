/** The table of payloads and captures of Argus Events v2, with and without the type of v1 in the path. Source: contract/argus.md §7. */
import type { Endpoint } from '../../../http/endpoint.ts';
import type { Simulation } from '../../simulation.ts';
import type { Principal } from '../access.ts';
import { findV2 } from '../find.ts';
import { payloadAnswer, pcapAnswer, pcapType } from '../payloads.ts';

const base = {
  method: 'GET',
  query: null,
  body: null,
  permission: 'eventLookup',
  evidence: 'documented',
  refusals: [401, 403, 404, 412],
} as const;

const forms = [
  {
    suffix: '',
    path: '/events/v2/event/{timestamp}/{customerID}/{eventID}',
    params: 'argus/v2-event-params.schema.json',
    by: '',
  },
  {
    suffix: 'Compatibility',
    path: '/events/v2/event/{type}/{timestamp}/{customerID}/{eventID}',
    params: 'argus/v2-typed-params.schema.json',
    by: ' by its id of v1',
  },
] as const;

export const payloadsV2 = ({ world }: Simulation): readonly Endpoint<Principal>[] =>
  forms.flatMap(({ suffix, path, params, by }): readonly Endpoint<Principal>[] => [
    {
      ...base,
      id: `getPayloadV2${suffix}`,
      path: `${path}/payload`,
      summary: `Get the payload of an event${by}`,
      source: 'seed 001; contract/argus.md §7, §7.1; which type of payload an event has is assumed',
      params,
      data: 'argus/payload.schema.json',
      produces: ['application/json'],
      handle: (call) => payloadAnswer(world, findV2(world, call)),
    },
    {
      ...base,
      id: `getPcapV2${suffix}`,
      path: `${path}/pcap`,
      summary: `Get the capture of an event${by}`,
      source: 'seed 001; contract/argus.md §7; that an event without a capture is a 404 is assumed',
      params,
      data: 'argus/payload-pcap.schema.json',
      produces: [pcapType],
      handle: (call) => pcapAnswer(world, findV2(world, call)),
    },
  ]);
