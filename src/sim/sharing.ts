/** How a server that is started comes to share its worlds: its store is opened, and it joins those who are there. */
import type { Store } from '../store/port.ts';
import { faultHeaderFor } from './core-options.ts';
import { joinReplicas } from './replica/replica.ts';
import type { ServerOptions } from './simulator.ts';
import type { ServerCoreOptions } from './worlds/server-core.ts';
import type { WorldCache } from './worlds/world-cache.ts';

/** The store, opened where it is named by a URL; loaded by those who share. Throws UserError for one that there is not. */
export async function storeOf(given: string | Store): Promise<Store> {
  if (typeof given !== 'string') return given;
  const { openStore } = await import('../store/postgres/open.ts');
  return openStore(given);
}

/** Entries of a stream after which its state is saved; tests say fewer. */
const snapshotEvery = (): number => Number(process.env['SIEM_SIM_TEST_SNAPSHOT_EVERY'] ?? 20_000);

/** The options as all who share the store have them. Throws UserError where this server cannot join. */
export async function sharing(
  options: ServerCoreOptions,
  store: Store,
  worldCache: WorldCache,
  { control = true }: Pick<ServerOptions, 'control'>,
): Promise<ServerCoreOptions> {
  const isTokenMade = options.controlToken !== null && (typeof control === 'boolean' || control.token === undefined);
  try {
    const joined = await joinReplicas(options, { store, worldCache, isTokenMade, snapshotEvery: snapshotEvery() });
    const takesFaultHeader = faultHeaderFor(control !== false, joined.controlToken);
    return { ...joined, serving: { ...joined.serving, takesFaultHeader } };
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  }
}
