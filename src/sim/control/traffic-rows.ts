/** Operations about what clients ask and get: faults, the journal, and the rules that captures raise. */

/** Where the journal is followed; served beside the router, because it never ends. */
export const streamPath = '/_sim/journal/stream';

const name = 'sim/name.schema.json';
const faultName = 'sim/fault-name.schema.json';

export const trafficRows = [
  {
    id: 'getFaults',
    method: 'GET',
    path: '/_sim/faults',
    summary: 'All fault rules, in their order, with how often each was asked and hit',
    data: 'sim/faults.schema.json',
  },
  {
    id: 'addFault',
    method: 'POST',
    path: '/_sim/faults',
    summary: 'Add a fault rule after all others',
    body: 'sim/fault.schema.json',
    data: 'sim/fault-state.schema.json',
    refusals: [409, 422],
  },
  {
    id: 'putFaults',
    method: 'PUT',
    path: '/_sim/faults',
    summary: 'Put these fault rules in the place of all there are',
    body: 'sim/fault-list.schema.json',
    data: 'sim/faults.schema.json',
    refusals: [409, 422],
  },
  { id: 'clearFaults', method: 'DELETE', path: '/_sim/faults', summary: 'Take all fault rules away' },
  {
    id: 'getFault',
    method: 'GET',
    path: '/_sim/faults/{name}',
    summary: 'A fault rule, with how often it was asked and hit',
    params: faultName,
    data: 'sim/fault-state.schema.json',
    refusals: [404],
  },
  {
    id: 'deleteFault',
    method: 'DELETE',
    path: '/_sim/faults/{name}',
    summary: 'Take a fault rule away',
    params: faultName,
    refusals: [404],
  },

  {
    id: 'getJournal',
    method: 'GET',
    path: '/_sim/journal',
    summary: 'The last requests, oldest first',
    query: 'sim/journal-query.schema.json',
    data: 'sim/journal.schema.json',
    refusals: [422],
  },
  {
    id: 'clearJournal',
    method: 'DELETE',
    path: '/_sim/journal',
    summary: 'Forget all requests and count from 1 again',
  },
  {
    id: 'verifyJournal',
    method: 'POST',
    path: '/_sim/journal/verify',
    summary: 'Whether the requests were as expected, and if not, where they differ',
    body: 'sim/verify.schema.json',
    data: 'sim/verdict.schema.json',
    refusals: [422],
  },
  {
    id: 'streamJournal',
    method: 'GET',
    path: streamPath,
    summary: 'Each request as it is answered, as server-sent events; goes on after Last-Event-ID',
    data: 'sim/entry.schema.json',
    produces: ['text/event-stream'],
    refusals: [503],
  },

  {
    id: 'getRules',
    method: 'GET',
    path: '/_sim/rules/{name}',
    summary: 'Detection rules that the captures of this World raise: suricata.rules, snort3.rules, snort3.lua',
    params: name,
    data: 'sim/text.schema.json',
    produces: ['text/plain'],
    refusals: [404],
  },
] as const;
