/** Writes of Argus: a command gets its time and its writer. */
import { ApiError } from '../../../kernel/fault.ts';
import { unlessFull } from '../../../kernel/quota.ts';
import type { Json } from '../../../kernel/schema.ts';
import type { Account } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';

/** 402 where there is no room for more. Source: docs/contract/argus.md §1; that a write can meet it is assumed. */
export const limitExceeded = (message = 'Resource limit exceeded'): ApiError =>
  new ApiError(402, [{ message, template: 'resource.limit.exceeded', field: null }]);

/** Writes a command at the simulated now; resolves with what it returned. Rejects with 402 where there is no room for it. */
export const writeCommand = (
  { state, clock }: Simulation,
  writer: Pick<Account, 'index'>,
  kind: string,
  data: object,
): Promise<Json> =>
  unlessFull(
    () => state.write(kind, state.nextInstant(clock.now()), writer.index, { ...data }),
    () => limitExceeded(),
  );
