/** How the caller of a request comes to what it shows, where the World knows them. */
import { serverAddress } from '../../data/client.ts';
import { useTold } from '../../data/told.ts';
import { accessFor, askCallers } from '../../products/callers.ts';
import { deskOf } from '../../products/index.ts';
import type { PrintedAccess } from '../../products/printed.ts';
import type { JournalRequest } from './entries.ts';
import { planeOfWorld } from './live.ts';

export interface CallerAccess {
  /** Null where nobody knows the caller's credential. */
  readonly access: PrintedAccess | null;
  /** Where the world is. */
  readonly address: string;
}

export function useCallerAccess({ product, principal }: JournalRequest, world: string): CallerAccess {
  const callers = useTold((until) => askCallers(until, planeOfWorld(world)), true).value.value ?? [];
  const desk = deskOf(product);
  const address = world === '' ? serverAddress : `${serverAddress}/w/${world}`;
  const access =
    principal === null || desk === undefined
      ? null
      : accessFor(callers, product, address, (credential) => desk.isOf(principal, credential));
  return { access, address };
}
