/** What the operations of the control plane do, by operation id: the doors of HTTP to `sim/operations`. */
import type { Call, Handlers, Outcome } from '../../http/endpoint.ts';
import { writingOpenApi } from '../../http/openapi.ts';
import { originOf } from '../../http/origin.ts';
import { finishedInTurns, type Sliced } from '../../kernel/slices.ts';
import { packageVersion } from '../../kernel/package.ts';
import { harOf } from '../journal/har.ts';
import type { VerifyRequest } from '../journal/verify.ts';
import { expositionOf, metricsType } from '../metrics/exposition.ts';
import { advanceClock, freezeClock, resumeClock, setClock } from '../operations/clock.ts';
import { faultsOfWorld } from '../operations/faults.ts';
import { journalEntries, verifyJournal } from '../operations/journal.ts';
import { accessOf, askedOf, type AskRequest } from '../operations/access.ts';
import { capturedPackets, knownEvent } from '../operations/packets.ts';
import { checkScenario, play, playableScenarios, putNamedWorld, type PlayRequest } from '../operations/play.ts';
import { gaugesOf } from '../operations/gauges.ts';
import { ruleFiles } from '../operations/rules.ts';
import { shownSink, sinkFacts, unknownSink, verifyDeliveries } from '../operations/sinks.ts';
import { findSnapshot, restore, snapshotFacts, stateOf, takeSnapshot } from '../operations/snapshots.ts';
import { clockStatus, productsAddress, serverStatus, worldStatus } from '../operations/status.ts';
import { eventsPerInterval, type CountedStretch } from '../operations/timeline.ts';
import type { VerifyOptions } from '../sinks/judged/terms.ts';
import { ControlError } from '../problems/problem.ts';
import type { Exported } from '../worlds/exported.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { Keeping } from '../worlds/stage.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { storyFacts, trueEventAt, trueEvents } from '../truth/facts.ts';
import { truthAs } from '../truth/forms.ts';
import { scoreOf, type ScoreRequest } from '../truth/score.ts';
import { controlDialect } from './dialect.ts';
import { filterOf, refuseUnknown, refuseUnknownNames } from './journal-filters.ts';
import type { ControlOperation } from './rows.ts';
import { controlTableOf } from './table.ts';

/** What an operation works on: the world whose control plane was asked, on its server. */
export interface ControlContext {
  readonly core: ServerCore;
  readonly slot: WorldSlot;
}

type ControlCall = Call<null>;

const json = (value: object, code = 200): Outcome => ({ kind: 'one', json: JSON.stringify(value), status: code });
const gone: Outcome = { kind: 'empty' };
const nameIn = ({ params: { name = '' } }: ControlCall): string => name;
function* shownStatus({ core, slot }: ControlContext): Sliced<Outcome> {
  yield* slot.runtime().simulation.state.hashing();
  return json(serverStatus(core, slot));
}
const unknownFault = (call: ControlCall) => new ControlError('unknown-fault', `There is no fault "${nameIn(call)}".`);

/** Turns the clock of the world as the body says, and shows it. */
const turning =
  <Body>(turn: (slot: WorldSlot, body: Body) => Sliced<void>) =>
  async ({ slot }: ControlContext, { body }: ControlCall): Promise<Outcome> => {
    await slot.alone(turn(slot, body as Body));
    return json(clockStatus(slot));
  };

/** Takes something away. */
const removing =
  (remove: (context: ControlContext, call: ControlCall) => void) =>
  (context: ControlContext, call: ControlCall): Outcome => {
    remove(context, call);
    return gone;
  };

/** The truth in one of its forms. */
const inForm = (form: Parameters<typeof truthAs>[0]) =>
  function* ({ core, slot }: ControlContext): Sliced<Outcome> {
    return json(yield* truthAs(form, slot, core.options.serving.plugins));
  };

function played(context: ControlContext, request: PlayRequest): Sliced<Outcome> {
  const { core, slot } = context;
  checkScenario(core, slot.runtime().settings, request.scenario);
  play(core, slot, request);
  return shownStatus(context);
}

async function restored(context: ControlContext, state: Exported): Promise<Outcome> {
  await context.slot.alone(restore(context.slot, state));
  return finishedInTurns(shownStatus(context));
}

const unknownWorld = (call: ControlCall) => new ControlError('unknown-world', `There is no world "${nameIn(call)}".`);

async function madeWorld(
  { core }: ControlContext,
  name: string | null,
  { body, request }: ControlCall,
): Promise<Outcome> {
  const asked = body as PlayRequest;
  checkScenario(core, core.main.runtime().settings, asked.scenario);
  const { slot: made, isNew } = await putNamedWorld(core, name, asked);
  return json(worldStatus(core, made, request), isNew ? 201 : 200);
}

export const controlHandlers: Handlers<{ readonly id: ControlOperation }, ControlContext, null> = {
  getStatus: shownStatus,
  getScenarios: ({ core }) => json({ scenarios: playableScenarios(core) }),
  putScenario: (context, { body }) => played(context, body as PlayRequest),
  putSeed: (context, { body }) => played(context, body as PlayRequest),
  reset: (context, { body }) => {
    context.slot.reset(body as Keeping);
    return shownStatus(context);
  },

  getClock: ({ slot }) => json(clockStatus(slot)),
  setClock: turning((slot, { to }: { readonly to: string | number }) => setClock(slot, to)),
  advanceClock: turning((slot, { by }: { readonly by: string | number }) => advanceClock(slot, by)),
  freezeClock: turning(freezeClock),
  resumeClock: turning((slot, { speed }: { readonly speed?: number }) => resumeClock(slot, speed)),

  getState: ({ slot }) => json(slot.snapshot()),
  putState: (context, { text }) => restored(context, stateOf(text)),
  getSnapshots: ({ slot }) =>
    json({ snapshots: [...slot.snapshots].map(([name, state]) => snapshotFacts(name, state)) }),
  putSnapshot: ({ slot }, call) => {
    const { state, isNew } = takeSnapshot(slot, nameIn(call));
    return json(snapshotFacts(nameIn(call), state), isNew ? 201 : 200);
  },
  getSnapshot: ({ slot }, call) => json(findSnapshot(slot, nameIn(call))),
  deleteSnapshot: removing(({ slot }, call) => {
    findSnapshot(slot, nameIn(call));
    slot.snapshots.delete(nameIn(call));
  }),
  restoreSnapshot: (context, call) => restored(context, findSnapshot(context.slot, nameIn(call))),

  getFaults: ({ slot }) => json({ faults: faultsOfWorld(slot).list() }),
  addFault: ({ slot }, { body }) => json(faultsOfWorld(slot).add(body), 201),
  putFaults: ({ slot }, { body }) =>
    json({ faults: faultsOfWorld(slot).replace((body as unknown as { readonly faults: readonly unknown[] }).faults) }),
  clearFaults: removing(({ slot }) => faultsOfWorld(slot).clear()),
  getFault: ({ slot }, call) => {
    const found = faultsOfWorld(slot).get(nameIn(call));
    if (found === null) throw unknownFault(call);
    return json(found);
  },
  deleteFault: removing(({ slot }, call) => {
    if (!faultsOfWorld(slot).remove(nameIn(call))) throw unknownFault(call);
  }),

  getJournal: ({ slot }, { query, request }) => {
    refuseUnknown(request.search);
    refuseUnknownNames(slot, [query], 'query', () => []);
    const { format, ...filter } = query;
    const entries = journalEntries(slot, filterOf(filter));
    if (format === 'har') return json(harOf(originOf(request), packageVersion(), entries));
    const { last, forgotten } = slot.journal;
    return json({ entries, last: last(), forgotten: forgotten() });
  },
  clearJournal: removing(({ slot }) => slot.journal.clear()),
  verifyJournal: function* ({ slot }, { body }) {
    const request = body as unknown as VerifyRequest;
    refuseUnknownNames(slot, request.expect, 'body', (at) => ['expect', at]);
    return json(yield* verifyJournal(slot, request));
  },
  // Only HEAD gets here; what follows the journal is served beside the router.
  streamJournal: () => ({ kind: 'file', type: 'text/event-stream', bytes: Buffer.alloc(0), headers: {} }),

  getSinks: ({ slot }) => json({ sinks: slot.sinks.list().map(sinkFacts) }),
  clearSinks: removing(({ slot }) => slot.sinks.clear()),
  getSink: ({ slot }, call) => json(shownSink(slot, nameIn(call), filterOf(call.query))),
  deleteSink: removing(({ slot }, call) => {
    if (!slot.sinks.remove(nameIn(call))) throw unknownSink(nameIn(call));
  }),
  verifySink: function* ({ core, slot }, call) {
    const { plugins } = core.options.serving;
    return json(yield* verifyDeliveries(slot, plugins, nameIn(call), call.body as VerifyOptions));
  },

  getAccess: ({ core, slot }, { request }) => json(accessOf(core, slot, request)),
  askProduct: async ({ slot }, { body }) => json(await askedOf(slot, body as unknown as AskRequest)),

  getTruth: ({ slot }) => json(storyFacts(slot)),
  getTrueEvents: function* ({ core, slot }, { query }) {
    const { nth, offset = '0', limit = '100', ...wanted } = query as Readonly<Record<string, string>>;
    const numbers = { ...(nth !== undefined && { nth: Number(nth) }), offset: Number(offset), limit: Number(limit) };
    return json(yield* trueEvents(slot, core.options.serving.plugins, { ...(wanted as object), ...numbers }));
  },
  getLookAlikes: inForm('look-alikes'),
  getTrueQuestions: inForm('questions'),
  getTrueBundle: inForm('stix'),
  getTrueLayer: inForm('navigator'),
  scoreVerdicts: function* ({ core, slot }, { body }) {
    return json(yield* scoreOf(slot, core.options.serving.plugins, body as ScoreRequest));
  },

  getTrueEvent: ({ core, slot }, { params: { id = '' } }) => {
    const { plugins } = core.options.serving;
    const event = trueEventAt(slot, plugins, knownEvent(slot, plugins, id).row);
    if (event === null) throw new ControlError('unknown-event', `Of the event "${id}" nothing is known.`);
    return json(event);
  },
  getEventPackets: ({ core, slot }, { params: { id = '' }, query }) => {
    const { offset = '0', limit = '100' } = query as Readonly<Record<string, string>>;
    return json(
      capturedPackets(slot, core.options.serving.plugins, id, { offset: Number(offset), limit: Number(limit) }),
    );
  },

  getTimeline: function* ({ slot }, { query }) {
    return json(yield* eventsPerInterval(slot, query as CountedStretch));
  },

  getRules: ({ slot }, call) => {
    const file = ruleFiles(slot.runtime().simulation.world).find(({ name }) => name === nameIn(call));
    if (file === undefined) throw new ControlError('unknown-rules', `There are no rules "${nameIn(call)}".`);
    return { kind: 'file', type: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text()), headers: {} };
  },

  getWorlds: async ({ core }, { request }) => {
    const slots = await core.way().worlds.list();
    return json({ worlds: slots.map((slot) => worldStatus(core, slot, request)) });
  },
  postWorld: (context, call) => madeWorld(context, null, call),
  putWorld: (context, call) => madeWorld(context, nameIn(call), call),
  getWorld: async ({ core }, call) => {
    const found = await core.way().worlds.find(nameIn(call));
    if (found === undefined) throw unknownWorld(call);
    return json(worldStatus(core, found, call.request));
  },
  deleteWorld: async ({ core }, call) => {
    if (!(await core.way().worlds.remove(nameIn(call)))) throw unknownWorld(call);
    return gone;
  },
  getMetrics: async ({ core }) => ({
    kind: 'file',
    type: metricsType,
    bytes: Buffer.from(
      await expositionOf({ lines: core.tally.lines(), gauges: gaugesOf(core), version: packageVersion() }),
    ),
    headers: { 'Cache-Control': 'no-store' },
  }),

  getProductsDocument: function* ({ core, slot }, { request }) {
    return json(yield* writingOpenApi(slot.runtime().products, packageVersion(), [productsAddress(core, request)]));
  },
  getControlDocument: function* ({ core, slot }, { request }) {
    const plane = { ...controlTableOf(core, slot), ...controlDialect };
    return json(yield* writingOpenApi([plane], packageVersion(), [originOf(request)]));
  },
};
