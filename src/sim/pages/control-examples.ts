/** Requests to the control plane that succeed as they stand, or what they need first. */
import type { FoundExample } from '../../http/docs-found.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { captureOf } from '../../products/shared/captures.ts';
import { trueEventAt } from '../truth/facts.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

const name = { name: 'mine' };
const sink = { params: name, takes: 'a sink that a client handed something on to, and its name.' };
/** Of so many events one has a capture, where any has; each that is looked at is made. */
const mostLookedAt = 50;

/** An event of the World by an id of it, one with a capture if there is one at the beginning. */
function eventExamples(slot: WorldSlot, plugins: readonly Plugin[]): Readonly<Record<string, FoundExample>> {
  const { world } = slot.runtime().simulation;
  const idAt = (row: number): string | undefined => {
    const ids = trueEventAt(slot, plugins, row)?.ids ?? {};
    return Object.values(ids).flatMap((kinds) => Object.values(kinds))[0];
  };
  const exampleOf = (id: string | undefined): FoundExample => (id === undefined ? { needs: null } : { params: { id } });
  const rows = Array.from({ length: Math.min(mostLookedAt, world.aggregated.length) }, (_, row) => row);
  const captured = rows.find((row) => captureOf(world, row, null) !== null);
  return {
    getTrueEvent: exampleOf(rows.length === 0 ? undefined : idAt(captured ?? 0)),
    getEventPackets: exampleOf(captured === undefined ? undefined : idAt(captured)),
  };
}

const examples: Readonly<Record<string, FoundExample>> = {
  putScenario: { body: { scenario: 'default' } },
  putSeed: { body: { seed: '7' } },
  reset: { body: {} },
  setClock: { body: { to: '2026-11-02T01:00:00Z' } },
  advanceClock: { body: { by: '1h' } },
  freezeClock: {},
  resumeClock: { body: { speed: 60 } },
  putState: { needs: 'getState' },
  putSnapshot: { params: name },
  getSnapshot: { params: name, needs: 'putSnapshot' },
  deleteSnapshot: { params: name, needs: 'putSnapshot' },
  restoreSnapshot: { params: name, needs: 'putSnapshot' },
  addFault: { body: { id: 'slow', effect: { latency: 500 }, times: 3 } },
  putFaults: { body: { faults: [{ id: 'busy', effect: { error: 503 }, times: 1 }] } },
  getFault: { params: { name: 'slow' }, needs: 'addFault' },
  deleteFault: { params: { name: 'slow' }, needs: 'addFault' },
  streamJournal: { takes: 'a client that reads while it goes on, such as `curl -N`: it never ends.' },
  verifyJournal: { body: { expect: [{ method: 'GET', path: '/events/*' }] } },
  postWorld: { body: { seed: '7', events: 100 } },
  putWorld: { params: name, body: { seed: '7', events: 100 } },
  getWorld: { params: name, needs: 'putWorld' },
  deleteWorld: { params: name, needs: 'putWorld' },
  askProduct: { body: { path: '/openapi.json' } },
  getRules: { params: { name: 'suricata.rules' } },
  getSink: sink,
  deleteSink: sink,
  verifySink: { params: name, body: {} },
  scoreVerdicts: { body: {} },
};

/** Of each operation of a world's control plane. */
export const controlExamplesOf = (
  slot: WorldSlot,
  plugins: readonly Plugin[],
): Readonly<Record<string, FoundExample>> => ({ ...examples, ...eventExamples(slot, plugins) });
