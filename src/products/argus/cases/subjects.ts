/** Users as requests name them for watching and access. There are no groups of users here. */
import type { ArgusServices } from '../services/services.ts';
import { semanticProblem } from '../common/invalid.ts';
import { accountNamed } from '../identity/store/accounts.ts';

/** The index of the account that is meant; undefined where none is named. Throws 412 for one that there is not. */
export function subjectNamed(
  { simulation, invalid }: Pick<ArgusServices, 'simulation' | 'invalid'>,
  given: { readonly userOrGroup?: number | string; readonly subjectID?: number | string },
): number | undefined {
  for (const field of ['userOrGroup', 'subjectID'] as const) {
    const name = given[field];
    if (name === undefined) continue;
    const account = accountNamed(simulation.world, String(name));
    if (account === undefined) throw invalid([semanticProblem('body', [field], name)]);
    return account.index;
  }
  return undefined;
}
