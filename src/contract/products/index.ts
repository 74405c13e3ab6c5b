/** The products that the suite knows: a new one is a line here and a folder beside it. */
import type { ProductAdapter } from '../terms/adapter.ts';
import { argus } from './argus/adapter.ts';
import { usm } from './usm/adapter.ts';

export const adapters: readonly ProductAdapter[] = [argus, usm];
