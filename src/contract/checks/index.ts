/** The tables of checks and rules: one line each; checks are asked in this order. */
import type { Check, Rule } from '../check.ts';
import { body } from './rules/body.ts';
import { complete } from './rules/complete.ts';
import { status } from './rules/status.ts';
import { success } from './schema/success.ts';
import { laws } from './laws/index.ts';

/** What every single exchange must keep. */
export const rules: readonly Rule[] = [complete, status, body];

export const checks: readonly Check[] = [success, ...laws];
