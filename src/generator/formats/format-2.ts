/** World format 2: the first, and the catalogue of `scenarios/alarms` for whoever names an alarm of it. */
import { lazy } from '../../kernel/lazy.ts';
import { ownDetection } from '../own-alarms/own-detection.ts';
import { shipped } from '../own-alarms/shipped.ts';
import { makeCatalogue } from './catalogue.ts';
import { format1 } from './format-1.ts';
import type { WorldFormat } from './world-format.ts';

export const format2: WorldFormat = {
  ...format1,
  number: 2,
  catalogue: makeCatalogue(
    format1.catalogue.detections,
    lazy(() => Object.entries(shipped().alarms).flatMap(([name, alarm]) => ownDetection(name, alarm) ?? [])),
  ),
};
