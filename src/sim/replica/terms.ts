/** What all replicas of a shared server must have in common: whoever has it otherwise does not join. */
import { createHash } from 'node:crypto';
import { formatOf } from '../../generator/formats/index.ts';
import type { Scenario } from '../../generator/scenario.ts';
import { UserError } from '../../kernel/fault.ts';
import { packageVersion } from '../../kernel/package.ts';
import { Removed, StoreUnavailable, type Store } from '../../store/port.ts';
import type { ServerCoreOptions } from '../worlds/server-core.ts';
import { isShipped, type WorldCache } from '../worlds/world-cache.ts';
import type { Settings } from '../worlds/world-runtime.ts';
import { encodedRegistry, makeRegistry, type Registry, type Registered, type RegisteredWorld } from './registry.ts';
import { makeLine, type Line, type LineOptions } from './line.ts';

export interface Terms {
  readonly version: string;
  readonly worldFormat: number;
  readonly settings: Settings;
  /** The name of the blob that holds the scenario, where it is none that comes with the package. */
  readonly scenario: string | null;
  readonly worlds: { readonly most: number; readonly idle: number };
  readonly journal: number;
  /** What was said of quotas, budgets, flags and the control plane. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What callers of the control plane must show, where nobody said. */
  readonly madeToken: string | null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What this server would have in common with others, and the scenario to be stored where it is the first. */
interface OwnTerms {
  readonly terms: Terms;
  readonly scenario: Uint8Array | null;
}

function ownTerms(options: ServerCoreOptions, worldCache: WorldCache, isTokenMade: boolean): OwnTerms {
  const { settings, serving, worlds, journal, quotas, control, controlToken, allowHosts, trustProxy } = options;
  const scenario = worldCache.scenario(settings.scenario);
  const text = isShipped(settings.scenario) ? null : JSON.stringify(scenario);
  const terms = {
    version: packageVersion(),
    worldFormat: formatOf(settings.worldFormat ?? scenario.worldFormat).number,
    settings,
    scenario: text === null ? null : sha256(text),
    worlds,
    journal: journal.entries,
    options: {
      products: serving.plugins.map(({ name }) => name),
      flags: serving.flags,
      countBudget: serving.countBudget,
      requestBudget: serving.requestBudget ?? null,
      clientClock: typeof serving.clientClock === 'string' ? serving.clientClock : 'own',
      quotas,
      control,
      controlToken: isTokenMade ? 'made' : controlToken === null ? null : sha256(controlToken),
      allowHosts,
      trustProxy,
    },
    madeToken: isTokenMade ? controlToken : null,
  };
  return { terms, scenario: text === null ? null : Buffer.from(text) };
}

/** What two terms differ in, in words; null for nothing. The path of a scenario does not matter, but what is in it. */
export function differenceOf(stored: Terms, own: Terms): string | null {
  const told = (name: string, theirs: unknown, ours: unknown): string =>
    `${name} ${JSON.stringify(theirs)}, and here it is ${JSON.stringify(ours)}`;
  if (stored.version !== own.version) return told('version', stored.version, own.version);
  if (stored.worldFormat !== own.worldFormat) return told('world format', stored.worldFormat, own.worldFormat);
  const flat = ({ settings, scenario, worlds, journal, options }: Terms): Readonly<Record<string, unknown>> => ({
    ...options,
    ...settings,
    scenario: scenario === null ? settings.scenario : `sha256:${scenario}`,
    maxWorlds: worlds.most,
    worldIdle: worlds.idle,
    journal,
  });
  // What is undefined is not kept.
  const [theirs, ours] = [flat(stored), flat(JSON.parse(JSON.stringify(own)) as Terms)];
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  for (const name of names)
    if (JSON.stringify(theirs[name]) !== JSON.stringify(ours[name])) return told(name, theirs[name], ours[name]);
  return null;
}

/** A replica that has joined the others, before it holds any world. */
export interface Joined {
  readonly registry: Registry;
  readonly server: Line<Registered>;
  /** What all of them have in common. */
  readonly terms: Terms;
}

export const serverStream = 'server';

/** Joins those who share the store, or is the first. Throws UserError where this one is another, or the store cannot be had. */
export async function joinServer(
  options: ServerCoreOptions,
  worldCache: WorldCache,
  line: Omit<LineOptions<Registered>, 'stream' | 'machine'>,
  { isTokenMade, gone }: { readonly isTokenMade: boolean; readonly gone: (world: RegisteredWorld) => void },
): Promise<Joined> {
  const { store } = line;
  try {
    const registry = makeRegistry(gone);
    const server = makeLine({ ...line, stream: serverStream, machine: registry.machine });
    await server.load();
    const { heads } = await store.heads([serverStream]);
    await server.reach(heads.get(serverStream) ?? 0);
    const { terms: own, scenario } = ownTerms(options, worldCache, isTokenMade);
    if (registry.terms() === null) {
      if (scenario !== null) await store.putBlob(scenario);
      await server.order(encodedRegistry({ kind: 'begin', terms: own }));
    }
    const terms = registry.terms();
    if (terms === null) throw new Error('nobody has begun');
    const difference = differenceOf(terms, own);
    if (difference !== null) throw new UserError(`the store is of a server with ${difference}`);
    if (terms.scenario !== null) await adopt(store, worldCache, terms.settings.scenario, terms.scenario);
    return { registry, server, terms };
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof Removed)
      throw new UserError(`the store cannot be used: ${error.message}`);
    throw error;
  }
}

/** Plays a scenario as it was stored, whatever stands at its path here. */
async function adopt(store: Store, worldCache: WorldCache, path: string, blob: string): Promise<void> {
  const bytes = await store.getBlob(blob);
  if (bytes === null) throw new UserError('the store has lost the scenario');
  worldCache.adopt(path, JSON.parse(Buffer.from(bytes).toString()) as Scenario);
}
