/** Credentials beside the full one are tried once: one that is refused is told once, and not used. */
import { makeClient, Skip, type ClientOptions } from './client.ts';
import { probeRequestOf } from './health-check.ts';
import type { Pace } from './pace.ts';
import { callerOf, isCaller } from './terms/credentials.ts';
import type { Departure } from './terms/check.ts';
import type { Api, Operation } from './terms/operation.ts';
import type { Secrets } from './terms/secrets.ts';
import type { Credential, Target } from './terms/target.ts';

/** What the findings about credentials are called. */
export const credentialCheck = { id: 'access/credentials', rank: 'minor' } as const;

export interface Tried {
  /** The target with the credentials that it knows. */
  readonly target: Target;
  readonly refused: readonly { readonly operation: Operation; readonly fault: Departure }[];
}

/** Roles that are let in, though not everywhere. */
const living: readonly string[] = ['full', 'read only', 'one customer', 'missing function'];

export async function tried(
  target: Target,
  apis: readonly Api[],
  { pace, secrets, limits }: { readonly pace: Pace; readonly secrets: Secrets; readonly limits: ClientOptions },
): Promise<Tried> {
  const client = makeClient(target, pace, secrets, limits);
  const dead = new Set<Credential>();
  const refused: { operation: Operation; fault: Departure }[] = [];
  for (const api of apis.filter(({ name }) => target.products.includes(name))) {
    const probe = probeRequestOf(api);
    const main = callerOf(api.adapter, target);
    if (probe === null) continue;
    for (const credential of target.credentials) {
      if (credential === main || !isCaller(api.adapter, credential) || !living.includes(credential.role)) continue;
      try {
        const { status } = await client.send(probe.operation, { ...probe.ask, as: credential });
        // Whether anybody is there is asked, and told, by the greeting.
        if (status === 0) return { target, refused: [] };
        if (status !== 401) continue;
      } catch (error) {
        if (!(error instanceof Skip)) return { target, refused };
      }
      dead.add(credential);
      const expected = `$${credential.variable}, in the role "${credential.role}", is let in`;
      const fault = { expected, seen: 'it is refused with 401, and not used', key: credential.variable };
      refused.push({ operation: probe.operation, fault });
    }
  }
  return { target: { ...target, credentials: target.credentials.filter((one) => !dead.has(one)) }, refused };
}
