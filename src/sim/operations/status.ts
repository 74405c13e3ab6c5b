/** What runs: version, scenario, seed, clock, counts, and the state in one hash. */
import { scenarioName } from '../../generator/scenario/inline.ts';
import { originOf } from '../../http/origin.ts';
import type { RequestHead } from '../../http/product.ts';
import { isoUtc } from '../../kernel/clock.ts';
import { packageVersion } from '../../kernel/package.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { World } from '../../model/world.ts';
import type { FlagValues, Plugin } from '../../products/shared/plugin.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** The instant in ISO-8601 and in epoch milliseconds; the speed in simulated milliseconds a real one, 0 while it is frozen. */
export function clockStatus(slot: WorldSlot) {
  const { clock } = slot.runtime().simulation;
  const [now, speed] = [clock.now(), clock.speed()];
  return { instant: isoUtc(now), now, mode: speed === 0 ? 'frozen' : 'running', speed };
}

/** What is being played, in few words. */
function playStatus({ options }: ServerCore, slot: WorldSlot) {
  const { simulation, settings, products } = slot.runtime();
  const { world } = simulation;
  return {
    scenario: scenarioName(settings.scenario),
    title: world.title,
    seed: world.seed,
    events: world.aggregated.length,
    ...flagsOf(options.serving.plugins, settings.flags, world),
    products: products.map(({ name }) => name),
    start: isoUtc(world.start),
    end: isoUtc(world.end),
    clock: clockStatus(slot),
  };
}

export function serverStatus(core: ServerCore, slot: WorldSlot) {
  const { simulation, faults } = slot.runtime();
  const { world, state } = simulation;
  return {
    version: packageVersion(),
    world: slot.name,
    ...playStatus(core, slot),
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
    journal: { last: slot.journal.last(), forgotten: slot.journal.forgotten() },
    snapshots: [...slot.snapshots.keys()],
    ...(slot.name === null && { worlds: core.way().worlds.size() }),
  };
}

/** What `GET /_sim` tells. */
export type ServerStatus = ReturnType<typeof serverStatus>;

/** What the products' flags of a world are, set or by themselves. */
const flagsOf = (plugins: readonly Plugin[], set: FlagValues, world: World): FlagValues =>
  Object.fromEntries(
    plugins
      .flatMap(({ flags }) => flags.filter(({ scope }) => scope === 'world'))
      .map(({ name, usual }) => [name, set[name] ?? usual?.of(world)] as const),
  );

/** The address that clients reach products at, with the prefix of the world where the request came below it. */
export function productsAddress(core: ServerCore, request: RequestHead): string {
  const port = core.options.productPort();
  const headers = port === null ? request.headers : { ...request.headers, 'x-forwarded-port': port };
  return originOf({ ...request, headers });
}

/** A world and what reaches it: a base URL, or credentials that are its own. */
export function worldStatus(core: ServerCore, slot: WorldSlot, request: RequestHead): object {
  return {
    name: slot.name,
    url: productsAddress(core, request) + slot.prefix,
    ...playStatus(core, slot),
    ...slot.runtime().credentials,
  };
}
