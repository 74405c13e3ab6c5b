/** World format 1: the first. */
import { detections } from '../detections/index.ts';
import { makeCatalogue } from './catalogue.ts';
import type { WorldFormat } from './world-format.ts';

export const format1: WorldFormat = {
  number: 1,
  catalogue: makeCatalogue(detections),
  rules: {
    // Mostly single events, a heavy tail; made up, in the usual shape of aggregation counts.
    counts: [
      { share: 370, from: 1, to: 1 },
      { share: 310, from: 2, to: 5 },
      { share: 220, from: 6, to: 25 },
      { share: 95, from: 26, to: 150 },
      { share: 26, from: 151, to: 1500 },
      { share: 3, from: 1501, to: 10_000 },
    ],
    gaps: [250, 1000, 1000, 5000, 15_000, 30_000, 60_000, 300_000],
  },
};
