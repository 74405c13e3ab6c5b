/** The product whose events are written to files, and whose captures are verified: the first that has any. */
import { plugins } from '../products/index.ts';
import type { Exports } from '../products/shared/plugin.ts';

export async function exporter(): Promise<Exports> {
  const exports = await plugins.find((plugin) => plugin.exports !== undefined)?.exports?.();
  if (exports === undefined) throw new Error('no product has exports');
  return exports;
}
