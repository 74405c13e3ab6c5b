/** Instants as fault rules name them: absolute, or relative to the simulated now. */
import { parseInstant, type InstantForms } from '../../kernel/duration.ts';

const ruleInstant: InstantForms = { relative: { units: ['ms', 's', 'm', 'h', 'd'], sign: 'needed', digits: 12 } };

/** Epoch milliseconds of a number, an ISO-8601 instant in UTC, `now`, or `+90s`, `-5m`, `+1h`, `+2d`; null for anything else. */
export const simulatedInstantOf = (text: string | number, now: number): number | null =>
  parseInstant(text, now, ruleInstant);
