/** What a client of the tests is given for one poll, and how it is played against a scenario: its state survives only as it saved it. */
import { onTestFinished } from 'vitest';
import { readScenario } from '../../../src/generator/scenario.ts';
import { startSimulator, type Simulator } from '../../../src/index.ts';

export type Json = any;

export interface Poll {
  /** Simulated time, as a client's clock would tell it. */
  readonly now: number;
  /** What was saved last, or what to begin with. */
  readonly load: <Value>(initial: Value) => Value;
  readonly save: (value: unknown) => void;
  /** Asks Argus; a body makes it a POST. */
  readonly argus: (path: string, body?: object) => Promise<Response>;
  /** Asks for a token of USM Anywhere. */
  readonly token: () => Promise<string>;
  /** Asks USM Anywhere; a path, or a whole link. */
  readonly usm: (token: string, path: string) => Promise<Response>;
  /** Hands records on. */
  readonly deliver: (records: readonly Json[], type?: string) => Promise<void>;
}

/** Where all clients deliver to. */
export const sinkName = 'bugs';

/** One poll; what it throws is a crash. */
export type Client = (poll: Poll) => Promise<void>;

export interface Played {
  readonly simulator: Simulator;
  /** When the client was first started. */
  readonly began: number;
  /** Polls that ended by an error. */
  readonly crashes: readonly unknown[];
}

/** Plays a scenario of `scenarios/bugs/` to a client: the clock moves, the client polls, and so on. */
export async function played(scenario: string, client: Client): Promise<Played> {
  const simulator = await startSimulator({ scenario });
  onTestFinished(() => simulator.close());
  const began = simulator.clock.now();
  const { url } = simulator.sink(sinkName);
  const crashes: unknown[] = [];
  let kept: string | null = null;
  for (const by of readScenario(scenario).bug?.polls ?? []) {
    if (!by.startsWith('0')) simulator.clock.advance(by);
    const now = simulator.clock.now();
    try {
      await client({
        now,
        load: (initial) => (kept === null ? initial : JSON.parse(kept)),
        save: (value) => void (kept = JSON.stringify(value)),
        ...doorsOf(simulator),
        deliver: async (records, type = 'application/json') => {
          const answer = await fetch(url, {
            method: 'POST',
            headers: { 'Content-Type': type },
            body: JSON.stringify(records),
          });
          if (!answer.ok) throw new Error(`the sink answered ${answer.status}`);
        },
      });
    } catch (error) {
      crashes.push(error);
    }
  }
  return { simulator, began, crashes };
}

export function doorsOf({ argus, usm, clients }: Simulator): Pick<Poll, 'argus' | 'token' | 'usm'> {
  const basic = Buffer.from(`${clients[0]?.id}:${clients[0]?.secret}`).toString('base64');
  return {
    argus: (path, body) =>
      fetch(argus.url + path, {
        headers: { ...argus.headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      }),
    token: async () => {
      const answer = await fetch(`${usm.url}/oauth/token?grant_type=client_credentials`, {
        method: 'POST',
        headers: { Authorization: `Basic ${basic}` },
      });
      if (!answer.ok) throw new Error(`no token: ${answer.status}`);
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    usm: (token, path) =>
      fetch(path.startsWith('http') ? path : usm.url + path, { headers: { Authorization: `Bearer ${token}` } }),
  };
}
