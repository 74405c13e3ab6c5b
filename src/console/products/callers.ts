/** Who may ask the products of the world, for forms that ask as somebody. */
import { askPlane } from '../data/client.ts';
import { deskOf } from './index.ts';
import type { PrintedAccess } from './printed.ts';

export interface ProductCallers {
  readonly name: string;
  readonly title: string;
  readonly credentials: readonly { readonly value: string; readonly label: string }[];
}

export const askCallers = async (until: AbortSignal, plane = ''): Promise<readonly ProductCallers[]> =>
  (await askPlane<{ readonly products: readonly ProductCallers[] }>(`${plane}/access`, { signal: until })).products;

/** How a credential is shown; the first of the product where none is said. Null where the product has none. */
export function accessFor(
  callers: readonly ProductCallers[],
  product: string | null,
  address: string,
  isMeant: (credential: string) => boolean = () => true,
): PrintedAccess | null {
  const { credentials = [] } = callers.find(({ name }) => name === product) ?? {};
  const chosen = credentials.find(({ value }) => isMeant(value));
  return chosen === undefined ? null : (deskOf(product)?.accessOf(chosen.value, address) ?? null);
}
