/** A stranger to the suite tells a mutant from the simulator, and the simulator from itself not. */
import { afterAll, expect, test } from 'vitest';
import type { Mutant } from './mutant.ts';
import { derived } from './operators/index.ts';
import { makeStable, surroundingsOf } from './operators/targets.ts';
import { differenceOf } from './stranger/differs.ts';

const stable = makeStable();
afterAll(() => stable.close());

test('the same server twice is the same', async () => {
  const simulator = await stable.simulatorFor('hard-values', 'documented');
  const same: Mutant = { name: 'same', says: 'Nothing.', operations: [], wrap: () => (sent, next) => next(sent) };
  expect(await differenceOf(simulator, same, 'getCategories', surroundingsOf(simulator))).toBe(null);
});

test('a server that leaves out a row, or tells a caller of sessions something twice, is another', async () => {
  for (const name of ['row-dropped@argus.getCategories', 'member-twice-deep@argus.listApiKeys']) {
    const mutant = derived.find((one) => one.name === name);
    if (mutant === undefined) throw new Error(`no mutant ${name}`);
    const simulator = await stable.simulatorFor('hard-values', 'documented');
    const seen = await differenceOf(simulator, mutant, mutant.door.id, surroundingsOf(simulator));
    expect(seen?.step.id, name).toBe(mutant.door.id);
  }
});
