/** The table of checks: one line for each family's own table; checks are asked in this order. */
import type { Check } from '../terms/check.ts';
import { access } from './access/index.ts';
import { laws } from './laws/index.ts';
import { requests } from './requests/index.ts';
import { plainSuccess } from './schema/success.ts';

export { rules } from './rules/index.ts';

export const checks: readonly Check[] = [plainSuccess, ...access, ...requests, ...laws];
