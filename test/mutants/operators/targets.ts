/** The simulators on which derived mutants live, one after another, and what a server knows of itself. */
import { startSimulator, type Simulator } from '../../../src/index.ts';
import type { Surroundings } from '../mutant.ts';

/** Scenarios on which the suite is asked, in this order. */
export const scenarios = ['default', 'hard-values', 'paging-traps'] as const;
export type Scenario = (typeof scenarios)[number];
type Dialect = 'documented' | 'live';

/** Simulators by scenario and dialect, each started when it is first needed and put back for each use. */
export function makeStable(): {
  readonly simulatorFor: (scenario: Scenario, dialect: Dialect) => Promise<Simulator>;
  readonly close: () => Promise<void>;
} {
  const started = new Map<string, Simulator>();
  return {
    simulatorFor: async (scenario, dialect) => {
      const key = `${scenario} ${dialect}`;
      const known =
        started.get(key) ??
        (await startSimulator({ scenario, usmDialect: dialect, usmRateLimit: false, onBug: () => {} }));
      started.set(key, known);
      known.reset();
      return known;
    },
    close: async () => {
      for (const simulator of started.values()) await simulator.close();
    },
  };
}

/** What a mutant on this simulator may use. */
export function surroundingsOf(simulator: Simulator): Surroundings {
  const key = simulator.keys.find(({ label }) => label === 'everything')?.value ?? '';
  const client = simulator.clients.find(({ label }) => label === 'everything');
  let token: Promise<string> | undefined;
  return {
    full: async (product) => {
      if (product === 'argus') return { 'Argus-API-Key': key };
      token ??= simulator.usm.token();
      return { Authorization: `Bearer ${await token}` };
    },
    isFull: (credential) => credential.includes(key) || clientIn(credential) === client?.id,
    forgetting: async (work) => {
      const before = simulator.state.snapshot();
      try {
        return await work();
      } finally {
        simulator.state.restore(before);
      }
    },
  };
}

/** The client that a token names; undefined for what is no token. */
function clientIn(credential: string): unknown {
  const [, claims] = /^Bearer [^.]+\.([^.]+)\./.exec(credential) ?? [];
  if (claims === undefined) return undefined;
  try {
    const json = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly client_id?: unknown };
    return json.client_id;
  } catch {
    return undefined;
  }
}
