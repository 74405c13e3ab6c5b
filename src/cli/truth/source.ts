/** Where the truth is had from: a simulator that runs, or one that is started for as long as it takes. */
import { UserError } from '../../kernel/fault.ts';
import { serverOptionsIn } from '../../sim/options.ts';
import { startSimulator } from '../../sim/simulator.ts';
import { planeAt, type Plane } from '../watch/plane.ts';
import type { SourceFlags } from './terms.ts';

const usual = 'http://127.0.0.1:8080';

/** Asks a control plane, and ends what was started for it. */
export async function withPlane<Told>(flags: SourceFlags, ask: (plane: Plane) => Promise<Told>): Promise<Told> {
  const { url, token, scenario } = flags;
  if (url !== undefined && scenario !== undefined) throw new UserError('--url and --scenario do not go together');
  const { signal } = new AbortController();
  if (scenario === undefined) return ask(planeAt(url ?? usual, token, signal));
  const simulator = await startSimulator({ ...serverOptionsIn({ ...flags, scenario }), port: 0 });
  try {
    return await ask(planeAt(simulator.url, undefined, signal));
  } finally {
    await simulator.close();
  }
}
