/** Facts of a variant as flows and log lines read them. */
import type { Variant } from '../../../model/detection.ts';

/** The first value of a property; variants of a detection always carry the keys that its flows read. */
export function fact(variant: Variant, key: string): string {
  const value = variant.properties[key]?.[0];
  if (value === undefined) throw new RangeError(`variant without ${key}`);
  return value;
}
