/** What the operations of the authentication module share. */
import type { Clock } from '../../../kernel/clock.ts';
import type { Problem } from '../../../http/product.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { SessionSecrets } from '../auth/session.ts';

export interface AuthServices {
  readonly simulation: Simulation;
  /** Judges what clients say of their own time. */
  readonly clientClock: Clock;
  readonly secrets: SessionSecrets;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

export const problem = (field: string, value: unknown): Problem => ({
  where: 'body',
  path: field.split('.'),
  keyword: 'semantics',
  message: 'is invalid here',
  value,
});
