/** A cold start with USM Anywhere beside Argus. */
import { usmPlugin } from '../../../src/products/usm/plugin.ts';
import { firstAnswer } from './first-answer.ts';

await firstAnswer(usmPlugin);
