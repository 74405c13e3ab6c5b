/** A cold start with Argus alone. */
import { firstAnswer } from './first-answer.ts';

await firstAnswer();
