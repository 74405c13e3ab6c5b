import { createApp, startSimulator, UserError, type OwnWorld, type Simulator } from 'siem-sim';
import { test } from 'siem-sim/jest';

export async function asked(): Promise<number> {
  const simulator: Simulator = await startSimulator({ events: 10, scenario: 'default' });
  const world: OwnWorld = simulator.world('mine', { seed: '2' });
  world.faults.add({ match: { product: 'argus' }, effect: { error: 503 } });
  const { status } = await fetch(world.argus.url, { headers: world.argus.headers });
  return status;
}

export const app: (request: { headers: object }, response: { statusCode: number; headersSent: boolean }) => void =
  createApp().app;
export const isTheirs = (error: unknown): boolean => error instanceof UserError;
test('given a world', ({ siem }) => siem.usm.token());
