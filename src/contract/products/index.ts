/** What the suite knows of products, in the order of their names. */
import type { ProductAdapter } from '../terms/adapter.ts';
import * as products from './list.ts';

export const adapters: readonly ProductAdapter[] = Object.values(products);
