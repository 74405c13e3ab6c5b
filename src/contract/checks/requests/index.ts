/** The table of checks of requests: one line each; they are asked in this order. */
import type { Check } from '../../check.ts';
import { wrongs } from './wrong.ts';

export const requests: readonly Check[] = [...wrongs];
