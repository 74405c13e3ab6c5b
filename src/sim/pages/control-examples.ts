/** Requests to the control plane that succeed as they stand, or what they need first. */
import type { FoundExample } from '../../http/docs-found.ts';

const name = { name: 'mine' };

export const controlExamples: Readonly<Record<string, FoundExample>> = {
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
};
