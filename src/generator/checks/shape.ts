/** Mistakes in a measured shape that its schema cannot see. */
import type { Catalogue } from '../formats/catalogue.ts';
import { spanOf } from '../stories/spans.ts';
import type { Note, Scenario } from '../scenario/scenario.ts';
import { checkName } from './names.ts';

export function checkShape({ shape, customers, period }: Scenario, catalogue: Catalogue, fail: Note): void {
  if (shape === undefined) return;
  const hours = (period.days ?? 7) * 24;
  if (shape.hours !== undefined && shape.hours.length !== hours)
    fail(['shape', 'hours'], `has ${shape.hours.length} rates for the ${hours} hours of the period`);
  const names = customers.map(({ shortName }) => shortName);
  const categories = [...new Set(catalogue.detections.map(({ category }) => category))];
  shape.mix.forEach(({ customer, category }, at) => {
    checkName(fail, ['shape', 'mix', at, 'customer'], 'customer', customer, names);
    checkName(fail, ['shape', 'mix', at, 'category'], 'category', category, categories);
  });
  if (shape.mix.every(({ weight }) => weight === 0)) fail(['shape', 'mix'], 'gives weight to nothing');
  shape.counts?.forEach(({ from, to }, at) => {
    if (from > to) fail(['shape', 'counts', at, 'to'], `is less than its from: ${to}`);
  });
  if (shape.counts?.every(({ share }) => share === 0) === true) fail(['shape', 'counts'], 'gives a share to nothing');
  if (shape.late !== undefined && spanOf(shape.late.from) > spanOf(shape.late.to))
    fail(['shape', 'late', 'to'], `is less than its from: ${shape.late.to}`);
}
