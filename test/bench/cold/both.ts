/** A cold start with USM Anywhere beside Argus. */
import type { Product } from '../../../src/http/product.ts';
import { usmAppliers } from '../../../src/products/usm/labels.ts';
import { makeUsm } from '../../../src/products/usm/product.ts';
import { firstAnswer } from './first-answer.ts';

await firstAnswer((simulation) => [makeUsm(simulation) as Product], usmAppliers);
