/** What JSON Schema leaves to us: formats of addresses, and lists without repetition. */
import { parseRange, widthOf } from './net.ts';

const isAddress = (text: string): boolean => {
  const range = parseRange(text);
  return range !== null && range.bits === widthOf(range.version) && !text.includes('/');
};

/** Own formats by name: a network in CIDR form, a single address, or either. */
export const textFormats: Readonly<Record<string, (text: string) => boolean>> = {
  network: (text) => text.includes('/') && parseRange(text) !== null,
  address: isAddress,
  range: (text) => parseRange(text) !== null,
};

/** True when no two items are equal. Ajv compares every pair; a list of a million would keep the server for half an hour. */
export function areUnique(items: readonly unknown[]): boolean {
  const [plain, whole] = [new Set<unknown>(), new Set<string>()];
  for (const item of items) {
    if (typeof item === 'object' && item !== null) whole.add(JSON.stringify(item));
    else plain.add(item);
  }
  return plain.size + whole.size === items.length;
}
