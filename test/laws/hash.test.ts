/** Law: the hash that is kept up with every write is the one that is read of the whole state at once. */
import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { finished } from '../../src/kernel/slices.ts';
import { savedBytes, savedFrom, type SavedWorld } from '../../src/sim/replica/saved-world.ts';
import type { SavedState, State } from '../../src/state/state.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { plugins } from '../../src/products/index.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { hour, rawTextsOf, textsOf } from '../support/living.ts';
import { worldOf } from '../support/worlds.ts';
import { codeAt } from '../../src/products/argus/identity/log-in/totp.ts';
import { logIn } from '../products/argus/identity/client.ts';
import { requestOf } from '../products/argus/identity/requests.ts';
import { caseIdsOf } from '../support/case-requests.ts';
import { areReplicas, service } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

const scenario = fileURLToPath(new URL('../products/argus/identity/access.yaml', import.meta.url));
const key = '1/2/fullfullfull';

const simulated = (options: Parameters<typeof worldOf>[0]) => {
  const world = worldOf(options);
  return makeSimulation(world, fixedClock(world.since), plugins);
};

/** What is read again of a state that was saved as bytes. */
function readAgain(state: State): SavedState {
  const world = { told: 0, slot: { runtime: { state: state.save() } } } as unknown as SavedWorld;
  return savedFrom(savedBytes(world)).slot.runtime.state;
}

/** All that can be told of a state. */
const told = (state: State): readonly unknown[] => [
  state.hash(),
  state.snapshot(),
  state.quota.used('state-bytes'),
  state.quota.used('commands'),
  state.lastWrite(),
];

/** What clients read of it. */
const texts = (state: State): readonly unknown[] => [textsOf(state.world, state.now()), rawTextsOf(state.world)];

test.skipIf(areReplicas)('after each write of Argus the hash is that of the same commands applied anew', async () => {
  const options = { scenario, events: 400 };
  const [one, other] = [await service(options), await service(options)];
  const [anew, next] = [simulated(options).state, simulated(options).state];
  const { ask, state } = one;
  const cases = await caseIdsOf(one, key);
  const { token } = await logIn(one);
  const [event] = (await one.search({ customerID: [2171], includeFlags: ['HAS_PCAP'], limit: 1 }, { key })).data;
  const task = (await ask('/events/v2/servicetask/reindex', { key, body: {} })).data.id as string;
  const caseTask = (await ask('/cases/v2/case/reindex', { key, method: 'PUT', body: {} })).data.id as string;
  const code = codeAt('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', Date.now());
  const ids = { id: event.id as string, session: token.split('.', 1)[0] ?? '', code, cases, task, caseTask };
  let written = 0;
  for (const endpoint of endpointsOf('argus')) {
    if (endpoint.effect !== 'writes') continue;
    const { path, query, body } = requestOf(endpoint, ids);
    const before = state.snapshot().commands.length;
    await ask(query === '' ? path : `${path}?${query}`, { key, method: endpoint.method, body });
    if (state.snapshot().commands.length === before) continue;
    written++;
    const hash = state.hash();
    other.state.restore(JSON.parse(JSON.stringify(state.snapshot())));
    expect([endpoint.id, other.state.hash()]).toEqual([endpoint.id, hash]);
    // One that was carried on from what was saved is the same, with the next command as well.
    for (const command of state.snapshot().commands.slice(before)) next.follow(command);
    if (written > 1) expect([endpoint.id, next.hash()]).toEqual([endpoint.id, hash]);
    anew.restore(JSON.parse(JSON.stringify(state.snapshot())));
    const saved = readAgain(anew);
    expect([endpoint.id, saved.present === null]).toEqual([endpoint.id, false]);
    finished(next.carryingOn(saved));
    expect([endpoint.id, told(next)]).toEqual([endpoint.id, told(anew)]);
  }
  expect(texts(next)).toEqual(texts(anew));
  // Time goes on for both as for one.
  for (const kept of [anew, next]) kept.advance(kept.now() + 5 * hour);
  expect([told(next), texts(next)]).toEqual([told(anew), texts(anew)]);
  expect(written).toBeGreaterThan(20);
});
