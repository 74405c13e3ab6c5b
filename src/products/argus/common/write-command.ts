/** Writes of Argus: a command gets its time and its writer. */
import type { Json } from '../../../kernel/schema.ts';
import type { Account } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';

/** Writes a command at the simulated now; resolves with what it returned. */
export const writeCommand = (
  { state, clock }: Simulation,
  writer: Pick<Account, 'index'>,
  kind: string,
  data: object,
): Promise<Json> => state.write(kind, state.nextInstant(clock.now()), writer.index, { ...data });
