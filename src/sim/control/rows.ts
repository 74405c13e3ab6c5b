/** The operations of the control plane: facts only. What they have in common is added by `operation`. */
import type { EndpointRow, Method } from '../../http/endpoint.ts';

/** Where the journal is followed; served beside the router, because it never ends. */
export const streamPath = '/_sim/journal/stream';

/** What an operation takes and gives: schemas by their names below `schemas/sim/`. */
type Said = Pick<
  EndpointRow,
  'params' | 'query' | 'body' | 'data' | 'effect' | 'consumes' | 'readByHandler' | 'produces' | 'successes' | 'refusals'
>;

/**
 * A row without its id, at a path below `/_sim`. What is usual is left out: a `{name}` in the path is a name, and what can be invalid is
 * refused with 422. What gives nothing back is 204. A body must say that it is JSON: what pages of other sites can send unasked does
 * not.
 */
function operation(at: Method | `${Method} /${string}`, summary: string, said: Said = {}): Omit<EndpointRow, 'id'> {
  const [method, path = ''] = at.split(' ') as [Method, string?];
  const { params = path.includes('{') ? 'name' : undefined, query, body, data, refusals = [], ...rest } = said;
  const schemas = Object.entries({ params, query, body, data }).filter(([, name]) => name !== undefined);
  const isChecked = query !== undefined || body !== undefined;
  return {
    method,
    path: `/_sim${path}`,
    summary,
    evidence: 'documented',
    source: 'src/sim/control/rows.ts',
    ...(data === undefined && { successes: [204] }),
    ...rest,
    ...Object.fromEntries(
      schemas.map(([part, name = '']) => [part, `${name.includes('/') ? '' : 'sim/'}${name}.schema.json`]),
    ),
    refusals: [...new Set([401, 403, ...refusals, ...(body === undefined ? [] : [415]), ...(isChecked ? [422] : [])])],
    ...(body !== undefined && { consumes: 'json or none' }),
  };
}

const ofWorld = {
  getStatus: operation('GET', 'What runs', { data: 'status' }),
  getScenarios: operation('GET /scenarios', 'Scenarios that can be played', { data: 'scenarios' }),
  putScenario: operation(
    'PUT /scenario',
    'Play another scenario, or the same anew with another seed, clock, size or dialect',
    { body: 'play', data: 'status', refusals: [404] },
  ),
  putSeed: operation('PUT /seed', 'Play the same scenario with another seed', { body: 'seed', data: 'status' }),
  reset: operation(
    'POST /reset',
    'Back to the beginning: nothing written, the clock where it began, no faults but those to begin with, no journal',
    { body: 'reset', data: 'status' },
  ),

  getClock: operation('GET /clock', 'What time it is', { data: 'clock' }),
  setClock: operation(
    'POST /clock/set',
    'Put the clock to an instant, not before what has been lived; it goes on running if it ran',
    { body: 'clock-set', data: 'clock' },
  ),
  advanceClock: operation('POST /clock/advance', 'Let time pass at once: all that is due happens', {
    body: 'clock-advance',
    data: 'clock',
  }),
  freezeClock: operation('POST /clock/freeze', 'Stop the clock where it is', { data: 'clock' }),
  resumeClock: operation('POST /clock/resume', 'Let the clock run, up to 1000 times as fast as real time', {
    body: 'clock-resume',
    data: 'clock',
  }),

  getState: operation('GET /state', 'Export what has been written since the beginning', { data: 'state' }),
  putState: operation('PUT /state', 'Import what was exported, in place of all that has been written', {
    // Read by the handler and not by the router, which leaves out members that are null and refuses long lists.
    consumes: 'json or none',
    readByHandler: { 'application/json': 'sim/state.schema.json' },
    data: 'status',
    refusals: [400, 409, 415, 422],
  }),
  getSnapshots: operation('GET /snapshots', 'Snapshots that were taken', { data: 'snapshots' }),
  putSnapshot: operation('PUT /snapshots/{name}', 'Take a snapshot, in place of one of that name', {
    data: 'snapshot',
    successes: [200, 201],
    refusals: [409],
  }),
  getSnapshot: operation('GET /snapshots/{name}', 'A snapshot as it can be imported', {
    data: 'state',
    refusals: [404],
  }),
  deleteSnapshot: operation('DELETE /snapshots/{name}', 'Forget a snapshot', { refusals: [404] }),
  restoreSnapshot: operation('POST /snapshots/{name}/restore', 'Go back, or forward, to a snapshot', {
    data: 'status',
    refusals: [404, 409],
  }),

  getFaults: operation('GET /faults', 'All fault rules, in their order, with how often each was asked and hit', {
    data: 'faults',
  }),
  addFault: operation('POST /faults', 'Add a fault rule after all others', {
    body: 'fault',
    data: 'fault-state',
    successes: [201],
    refusals: [409],
  }),
  putFaults: operation('PUT /faults', 'Put these fault rules in the place of all there are', {
    body: 'fault-list',
    data: 'faults',
    refusals: [409],
  }),
  clearFaults: operation('DELETE /faults', 'Take all fault rules away'),
  getFault: operation('GET /faults/{name}', 'A fault rule, with how often it was asked and hit', {
    params: 'fault-name',
    data: 'fault-state',
    refusals: [404],
  }),
  deleteFault: operation('DELETE /faults/{name}', 'Take a fault rule away', { params: 'fault-name', refusals: [404] }),

  getJournal: operation('GET /journal', 'The last requests, oldest first', { query: 'journal-query', data: 'journal' }),
  clearJournal: operation('DELETE /journal', 'Forget all requests and count from 1 again'),
  verifyJournal: operation(
    'POST /journal/verify',
    'Whether the requests were as expected, and if not, where they differ',
    { body: 'verify', data: 'verdict', effect: 'reads' },
  ),
  streamJournal: operation(
    'GET /journal/stream',
    'Each request as it is answered, as server-sent events; goes on after Last-Event-ID',
    { data: 'entry', produces: ['text/event-stream'], refusals: [503] },
  ),

  getSinks: operation('GET /sinks', 'Sinks that clients have handed something on to', { data: 'sinks' }),
  clearSinks: operation('DELETE /sinks', 'Forget all sinks and what they took'),
  getSink: operation('GET /sinks/{name}', 'A sink with what it took, oldest first', {
    query: 'sink-query',
    data: 'sink',
    refusals: [404],
  }),
  deleteSink: operation('DELETE /sinks/{name}', 'Forget a sink and what it took', { refusals: [404] }),
  verifySink: operation(
    'POST /sinks/{name}/verify',
    'Whether a client handed on what a product showed, and if not, what most likely happened',
    { body: 'sink-verify', data: 'sink-verification', effect: 'reads' },
  ),

  getAccess: operation('GET /access', 'Who may ask the products of this World: keys, clients, requests to try', {
    data: 'access',
  }),
  askProduct: operation(
    'POST /ask',
    'Ask a product as a client would, and be met by no fault and noted by no journal',
    { body: 'ask', data: 'asked' },
  ),

  getTruth: operation(
    'GET /truth',
    'What the stories of this World are: who takes part, what each step is, and what led to it. Clients of the products never see it',
    { data: 'truth' },
  ),
  getTrueEvents: operation('GET /truth/events', 'Every event that has become known, with what it truly is, and why', {
    query: 'true-events-query',
    data: 'true-events',
  }),
  getLookAlikes: operation('GET /truth/look-alikes', 'What looks like the events of stories, and belongs to none', {
    data: 'look-alikes',
  }),
  getTrueQuestions: operation(
    'GET /truth/questions',
    'Thirty questions about what happened, with answers that the products alone can give',
    { data: 'truth-questions' },
  ),
  getTrueBundle: operation('GET /truth/stix', 'What the stories have brought so far, as a STIX 2.1 bundle', {
    data: 'attack/stix-bundle',
  }),
  getTrueLayer: operation('GET /truth/navigator', 'The same as a layer of the ATT&CK Navigator', {
    data: 'attack/navigator-layer',
  }),
  scoreVerdicts: operation(
    'POST /truth/score',
    'How well verdicts tell attacks from the rest; those that stand in the products where none are given',
    { body: 'score-request', data: 'score', effect: 'reads' },
  ),

  getTrueEvent: operation(
    'GET /events/{id}',
    'An event by its id in any product: its ids in all of them, what it truly is, and why',
    { params: 'event-id', data: 'true-event', refusals: [404] },
  ),
  getEventPackets: operation(
    'GET /events/{id}/packets',
    'The packets of an event’s capture, decoded: layers, fields, and which of them the rule reports',
    { params: 'event-id', query: 'packets-query', data: 'packets', refusals: [404] },
  ),

  getTimeline: operation('GET /timeline', 'How many events of each severity there are in each interval', {
    query: 'timeline-query',
    data: 'timeline',
  }),

  getRules: operation(
    'GET /rules/{name}',
    'Detection rules that the captures of this World raise: suricata.rules, snort3.rules, snort3.lua',
    { data: 'text', produces: ['text/plain'], refusals: [404] },
  ),
};

/** Operations that are the server's business, and not to be seen from a world on it. */
const ofServer = {
  getWorlds: operation('GET /worlds', 'Worlds beside this one', { data: 'worlds' }),
  postWorld: operation('POST /worlds', 'Make a world and let the server name it', {
    body: 'play',
    data: 'world',
    successes: [201],
    refusals: [404, 409],
  }),
  putWorld: operation(
    'PUT /worlds/{name}',
    'Make a world of its own, in place of one of that name; what is left out is as here',
    { body: 'play', data: 'world', successes: [200, 201], refusals: [404, 409] },
  ),
  getWorld: operation('GET /worlds/{name}', 'A world and what reaches it', { data: 'world', refusals: [404] }),
  deleteWorld: operation('DELETE /worlds/{name}', 'Remove a world', { refusals: [404] }),
  getMetrics: operation('GET /metrics', 'Metrics of the whole server, for Prometheus', {
    data: 'text',
    produces: ['text/plain'],
  }),
};

const documents = {
  getProductsDocument: operation('GET /products.json', 'OpenAPI 3.1 of the products that this World is seen by', {
    data: 'document',
  }),
  getControlDocument: operation('GET /openapi.json', 'This document: OpenAPI 3.1 of the control plane', {
    data: 'document',
  }),
};

export type ControlOperation = keyof typeof ofWorld | keyof typeof ofServer | keyof typeof documents;

const rowsOf = (operations: Readonly<Record<string, Omit<EndpointRow, 'id'>>>): readonly EndpointRow[] =>
  Object.entries(operations).map(([id, facts]) => ({ id, ...facts }));

/** The table of the server's own world, and that of a world on it. */
/** Operations on the worlds of a server, by their ids. */
export const serverOperations: ReadonlySet<string> = new Set(Object.keys(ofServer));

export const controlRows = {
  server: rowsOf({ ...ofWorld, ...ofServer, ...documents }),
  world: rowsOf({ ...ofWorld, ...documents }),
} as const;
