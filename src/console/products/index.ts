/** The products that the console knows more of than their documents say. */
import { argusDesk } from './argus.ts';
import type { EventIds, EventSide, ProductDesk } from './desk.ts';
import { usmDesk } from './usm.ts';

export const desks: readonly ProductDesk[] = [argusDesk, usmDesk];

export const deskOf = (product: string | null): ProductDesk | undefined => desks.find(({ name }) => name === product);

/** All views of an event, lineage last. */
export const sidesOfEvent = (ids: EventIds): readonly (EventSide & { readonly product: string })[] => {
  const all = desks.flatMap(({ name, sidesOf }) => sidesOf(ids).map((side) => ({ ...side, product: name })));
  return all.sort((one, other) => Number(one.name === 'lineage') - Number(other.name === 'lineage'));
};
