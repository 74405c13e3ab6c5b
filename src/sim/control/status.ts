/** What runs: version, scenario, seed, clock, counts, and the state in one hash. */
import { isoUtc } from '../../kernel/clock.ts';
import { packageVersion } from '../../kernel/package.ts';
import type { ServerCore } from '../server-core.ts';
import type { WorldSlot } from '../world-slot.ts';

export interface ClockStatus {
  /** ISO-8601, and the same in epoch milliseconds. */
  readonly instant: string;
  readonly now: number;
  readonly mode: 'frozen' | 'running';
  /** Simulated milliseconds a real one; 0 while it is frozen. */
  readonly speed: number;
}

export function clockStatus(worldSlot: WorldSlot): ClockStatus {
  const { clock } = worldSlot.playing().simulation;
  const [now, speed] = [clock.now(), clock.speed()];
  return { instant: isoUtc(now), now, mode: speed === 0 ? 'frozen' : 'running', speed };
}

/** What is being played, in few words. */
export function playStatus(worldSlot: WorldSlot): object {
  const { simulation, settings, products } = worldSlot.playing();
  const { world } = simulation;
  return {
    scenario: settings.scenario,
    title: world.title,
    seed: world.seed,
    events: world.aggregated.length,
    usmDialect: settings.usmDialect ?? world.tenant.dialect,
    products: products.map(({ name }) => name),
    start: isoUtc(world.start),
    end: isoUtc(world.end),
    clock: clockStatus(worldSlot),
  };
}

export function status(serverCore: ServerCore, worldSlot: WorldSlot): object {
  const { simulation, faults } = worldSlot.playing();
  simulation.catchUp();
  const { world, state } = simulation;
  return {
    version: packageVersion(),
    world: worldSlot.name,
    ...playStatus(worldSlot),
    counts: {
      aggregatedEvents: world.aggregated.length,
      submittedEvents: world.submitted.all.length,
      customers: world.customers.length,
      sensors: world.sensors.length,
      users: world.accounts.length,
      cases: world.cases.length,
      commands: state.snapshot().commands.length,
    },
    stateHash: state.hash(),
    faults: faults.list().length,
    journal: { last: worldSlot.journal.last(), forgotten: worldSlot.journal.forgotten() },
    snapshots: [...worldSlot.snapshots.keys()],
    ...(worldSlot.name === null && { worlds: serverCore.worlds.size() }),
  };
}
