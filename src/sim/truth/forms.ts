/** The truth in the forms in which others read it. */
import type { Sliced } from '../../kernel/slices.ts';
import type { World } from '../../model/world.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { storyLayer } from './layer.ts';
import { questionsOf } from './questions.ts';
import { stixBundle } from './stix.ts';
import { lookAlikes, toldSteps, type StepTold } from './told.ts';

const forms = {
  stix: stixBundle,
  navigator: storyLayer,
  questions: function* (world: World, told: readonly StepTold[]): Sliced<object> {
    return { scenario: world.scenario, seed: world.seed, questions: yield* questionsOf(world, told) };
  },
};

/** What the stories have brought so far, in a form of its own. */
export function* truthAs(
  form: keyof typeof forms | 'look-alikes',
  slot: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
): Sliced<object> {
  if (form === 'look-alikes') return { steps: yield* lookAlikes(slot, plugins) };
  const { world } = slot.runtime().simulation;
  const told = yield* toldSteps(slot, plugins);
  return form === 'questions' ? yield* forms.questions(world, told) : forms[form](world, told);
}
