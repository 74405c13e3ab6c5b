/* global after, afterEach, before, beforeEach, it */
import { startSimulator } from 'siem-sim';
import { asksBoth, isFresh, meetsAFault } from '../journey.cjs';

let simulator;
let siem;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.close());
beforeEach(() => {
  siem = simulator.world();
});
afterEach(() => siem.close());

it('a client of both products', () => asksBoth(siem));
it('a client that meets a fault', () => meetsAFault(siem));
it('a world of its own', () => isFresh(siem));
