/** The products that the suite knows: a new one is a line here and a folder beside it. */
export { argus } from './argus/adapter.ts';
export { usm } from './usm/adapter.ts';
