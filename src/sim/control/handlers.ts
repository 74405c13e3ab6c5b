/** What the operations of the control plane do, by operation id: the doors of HTTP to `sim/operations`. */
import type { Call, Handlers, Outcome } from '../../http/endpoint.ts';
import { openApi } from '../../http/openapi.ts';
import { originOf } from '../../http/origin.ts';
import { isoUtc } from '../../kernel/clock.ts';
import { packageVersion } from '../../kernel/package.ts';
import { schemaDocument } from '../../kernel/schema.ts';
import type { Filter } from '../journal/journal.ts';
import type { VerifyRequest } from '../journal/verify.ts';
import { expositionOf, metricsType } from '../metrics/exposition.ts';
import { advanceClock, freezeClock, resumeClock, setClock } from '../operations/clock.ts';
import {
  addFault,
  clearFaults,
  findFault,
  listFaults,
  removeFault,
  replaceFaults,
  unknownFault,
} from '../operations/faults.ts';
import { verifyJournal } from '../operations/journal.ts';
import { checkScenario, play, playableScenarios, putWorld, type PlayRequest } from '../operations/play.ts';
import { gaugesOf } from '../operations/gauges.ts';
import { ruleFiles } from '../operations/rules.ts';
import { findSnapshot, restore, stateOf, takeSnapshot } from '../operations/snapshots.ts';
import { clockStatus, serverStatus, worldStatus } from '../operations/status.ts';
import { ControlError, invalid } from '../problems/problem.ts';
import type { Exported } from '../worlds/exported.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { Keeping, WorldSlot } from '../worlds/world-slot.ts';
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
const shownStatus = ({ core, slot }: ControlContext): Outcome => json(serverStatus(core, slot));
const shownClock = ({ slot }: ControlContext): Outcome => json(clockStatus(slot));

function played(context: ControlContext, request: PlayRequest): Outcome {
  const { core, slot } = context;
  checkScenario(core, request.scenario ?? slot.runtime().settings.scenario);
  play(core, slot, request);
  return shownStatus(context);
}

function restored(context: ControlContext, state: Exported): Outcome {
  restore(context.slot, state);
  return shownStatus(context);
}

const snapshotFacts = (name: string, { now, commands }: Exported): object => ({
  name,
  instant: isoUtc(now),
  commands: commands.length,
});

function worldNamed({ core }: ControlContext, call: ControlCall): WorldSlot {
  const found = core.worlds.get(nameIn(call));
  if (found === undefined) throw new ControlError('unknown-world', `There is no world "${nameIn(call)}".`);
  return found;
}

function madeWorld({ core, slot }: ControlContext, name: string, { body, request }: ControlCall): Outcome {
  const isNew = core.worlds.get(name) === undefined;
  const asked = body as PlayRequest;
  checkScenario(core, asked.scenario ?? slot.runtime().settings.scenario);
  return json(worldStatus(core, putWorld(core, name, asked), request), isNew ? 201 : 200);
}

const filters = 'sim/journal-query.schema.json';

/** A filter that is misspelt would let everything through, and a test believe it. */
function refuseUnknown(search: string): void {
  const { properties } = schemaDocument(filters) as { properties: object };
  const unknown = [...new Set(new URLSearchParams(search).keys())].filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length === 0) return;
  const wrong = { where: 'query', keyword: 'additionalProperties', message: 'is not known', value: null } as const;
  throw invalid(unknown.map((name) => ({ ...wrong, path: [name.slice(0, 100)] })));
}

function filterOf(query: ControlCall['query']): Filter {
  const { since, limit, ...texts } = query as Readonly<Record<string, string>>;
  return {
    ...texts,
    ...(since !== undefined && { since: Number(since) }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
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

  getClock: shownClock,
  setClock: (context, { body }) => {
    setClock(context.slot, (body as { readonly to: string | number }).to);
    return shownClock(context);
  },
  advanceClock: (context, { body }) => {
    advanceClock(context.slot, (body as { readonly by: string | number }).by);
    return shownClock(context);
  },
  freezeClock: (context) => {
    freezeClock(context.slot);
    return shownClock(context);
  },
  resumeClock: (context, { body }) => {
    resumeClock(context.slot, (body as { readonly speed?: number }).speed);
    return shownClock(context);
  },

  getState: ({ slot }) => json(slot.snapshot()),
  putState: (context, { text }) => restored(context, stateOf(text)),
  getSnapshots: ({ slot }) =>
    json({ snapshots: [...slot.snapshots].map(([name, state]) => snapshotFacts(name, state)) }),
  putSnapshot: ({ slot }, call) => {
    const { state, isNew } = takeSnapshot(slot, nameIn(call));
    return json(snapshotFacts(nameIn(call), state), isNew ? 201 : 200);
  },
  getSnapshot: ({ slot }, call) => json(findSnapshot(slot, nameIn(call))),
  deleteSnapshot: ({ slot }, call) => {
    findSnapshot(slot, nameIn(call));
    slot.snapshots.delete(nameIn(call));
    return gone;
  },
  restoreSnapshot: (context, call) => restored(context, findSnapshot(context.slot, nameIn(call))),

  getFaults: ({ slot }) => json({ faults: listFaults(slot) }),
  addFault: ({ slot }, { body }) => json(addFault(slot, body), 201),
  putFaults: ({ slot }, { body }) =>
    json({ faults: replaceFaults(slot, (body as unknown as { readonly faults: readonly unknown[] }).faults) }),
  clearFaults: ({ slot }) => {
    clearFaults(slot);
    return gone;
  },
  getFault: ({ slot }, call) => {
    const found = findFault(slot, nameIn(call));
    if (found === null) throw unknownFault(nameIn(call));
    return json(found);
  },
  deleteFault: ({ slot }, call) => {
    if (!removeFault(slot, nameIn(call))) throw unknownFault(nameIn(call));
    return gone;
  },

  getJournal: ({ slot: { journal } }, { query, request }) => {
    refuseUnknown(request.search);
    return json({ entries: journal.entries(filterOf(query)), last: journal.last(), forgotten: journal.forgotten() });
  },
  clearJournal: ({ slot }) => {
    slot.journal.clear();
    return gone;
  },
  verifyJournal: ({ slot }, { body }) => json(verifyJournal(slot, body as unknown as VerifyRequest)),
  // Only HEAD gets here; what follows the journal is served beside the router.
  streamJournal: () => ({ kind: 'file', type: 'text/event-stream', bytes: Buffer.alloc(0), headers: {} }),

  getRules: ({ slot }, call) => {
    const file = ruleFiles(slot.runtime().simulation.world).find(({ name }) => name === nameIn(call));
    if (file === undefined) throw new ControlError('unknown-rules', `There are no rules "${nameIn(call)}".`);
    return { kind: 'file', type: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text()), headers: {} };
  },

  getWorlds: ({ core }, { request }) =>
    json({ worlds: core.worlds.list().map((slot) => worldStatus(core, slot, request)) }),
  postWorld: (context, call) => madeWorld(context, context.core.worlds.freeName(), call),
  putWorld: (context, call) => madeWorld(context, nameIn(call), call),
  getWorld: (context, call) => json(worldStatus(context.core, worldNamed(context, call), call.request)),
  deleteWorld: (context, call) => {
    worldNamed(context, call);
    context.core.worlds.remove(nameIn(call));
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

  getControlDocument: (context, { request }) =>
    json(openApi([controlTableOf(context.core, context.slot)], packageVersion(), [originOf(request)])),
};
