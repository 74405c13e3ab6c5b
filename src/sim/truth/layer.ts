/** The truth as a layer of the ATT&CK Navigator: which techniques the stories have shown so far, and by how many events. */
import { attackLayer, type AttackLayer } from '../../generator/attack-layer.ts';
import { withRows } from '../../model/late-columns.ts';
import type { Detail, World } from '../../model/world.ts';
import type { StepTold } from './told.ts';

export const storyLayer = (world: World, told: readonly StepTold[]): AttackLayer =>
  attackLayer(
    `siem-sim: ${world.scenario}, seed ${world.seed}`,
    `${world.title}: the score is how many events of a technique have become known.`,
    told.map(({ telling, step, events }) => {
      const row = events[0]?.row ?? 0;
      const { attack } = (world.details[withRows(world.aggregated, row).detail[row] ?? 0] as Detail).detection;
      const comment = `${telling.story}: ${step.name}`;
      return { id: attack.technique, tactics: attack.tactics, score: events.length, comment };
    }),
  );
