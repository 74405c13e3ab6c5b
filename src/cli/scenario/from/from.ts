/** `siem-sim scenario from`: a published attack as a scenario to go on with. */
import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newestFormat } from '../../../generator/formats/index.ts';
import { UserError } from '../../../kernel/fault.ts';
import { packageRoot } from '../../../kernel/package.ts';
import { attempt } from '../../shared/attempt.ts';
import { abilityList, adversary, atomicTests, emulationPlan } from './abilities.ts';
import { attackFlow } from './attack-flow.ts';
import { builderFlow } from './builder.ts';
import { navigatorLayer } from './layer.ts';
import { techniqueList } from './list.ts';
import type { Plan } from './plan.ts';
import { readPlanFile } from './read.ts';
import { planScenario, type Written } from './write.ts';

export interface FromFlags {
  readonly abilities?: string;
  readonly output?: string;
}

/** Throws UserError, with line and column, for a file that is none of the formats. */
export function planIn(file: string, abilities?: string): Plan {
  const plan = readPlanFile(file);
  return (
    emulationPlan(plan) ??
    adversary(plan, abilities) ??
    abilityList(plan) ??
    atomicTests(plan) ??
    attackFlow(plan) ??
    builderFlow(plan) ??
    navigatorLayer(plan) ??
    techniqueList(plan) ??
    plan.fail(
      0,
      [],
      'is no adversary of CALDERA, no emulation plan, no attack flow, no STIX bundle, no layer of the Navigator, and names no technique such as T1059.001',
    )
  );
}

/** The scenario that a file becomes. */
export function scenarioFrom(file: string, { abilities, output }: FromFlags = {}): Written {
  const schema = fileURLToPath(new URL('schemas/scenario.schema.json', packageRoot));
  const path = relative(dirname(resolve(output ?? 'scenario.yaml')), schema).replaceAll('\\', '/');
  return planScenario(planIn(file, abilities), file, newestFormat.catalogue, path);
}

export function writeFrom(file: string, flags: FromFlags): void {
  const { text, told, untold, unnamed } = scenarioFrom(file, flags);
  const { output } = flags;
  if (output === undefined) process.stdout.write(text);
  else
    attempt(`write ${output}`, () => {
      try {
        writeFileSync(output, text, { flag: 'wx' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        throw new UserError(`${output} exists already; it stays as it is`);
      }
    });
  const others =
    unnamed > 0 ? `; the others are comments, ${unnamed} of which name no technique` : '; the others are comments';
  console.error(`siem-sim: ${told} of ${told + untold} steps told${untold > 0 ? others : ''}`);
}
