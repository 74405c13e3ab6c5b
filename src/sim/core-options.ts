/** What a server is made of, as its owner asked for it. */
import { isLoopback } from '../kernel/net.ts';
import { makeScheduler } from '../kernel/slices.ts';
import { makeBodyMemory } from '../http/body.ts';
import { usualBodyMemory } from '../http/router.ts';
import { plugins as allPlugins } from '../products/index.ts';
import { planeOf } from './control/plane.ts';
import { pagesOf } from './pages/pages.ts';
import { isToken, newToken, tokenHeader } from './control/control-token.ts';
import { productFlagsIn, settingsOf } from './operations/play.ts';
import type { SimulatorOptions } from './simulator.ts';
import type { ServerCoreOptions } from './worlds/server-core.ts';
import type { Serving, Settings } from './worlds/world-runtime.ts';

const usual: Settings = {
  scenario: 'default',
  seed: '1',
  clock: { kind: 'frozen' },
  end: undefined,
  events: undefined,
  worldFormat: undefined,
  flags: {},
};

/** The token that was given, or one that is made for a server that others can reach. */
export function tokenFor({ control = true }: SimulatorOptions, host: string): string | null {
  if (control === false) return null;
  const { token } = control === true ? {} : control;
  if (token === false) return null;
  return token ?? (isLoopback(host) ? null : newToken());
}

/** How it is reached, and what callers of the control plane must show. */
type Doors = Pick<ServerCoreOptions, 'controlToken' | 'productPort' | 'findExamples'> & { readonly isApart: boolean };

/** Throws UserError for a clock or flags that cannot be. */
export function coreOptionsOf(options: SimulatorOptions, doors: Doors): ServerCoreOptions {
  const { control = true, products = allPlugins } = options;
  const { controlToken, productPort, isApart, findExamples } = doors;
  return {
    settings: settingsOf(products, usual, options),
    serving: servingOf(options, controlToken),
    journal: { entries: options.journal ?? 1000, answers: options.journalAnswers ?? 0 },
    quotas: options.quotas ?? {},
    worlds: { most: options.maxWorlds ?? 2000, idle: options.worldIdleMs ?? 3_600_000 },
    control: control === false ? 'off' : isApart ? 'apart' : 'beside',
    planeOf: async (core, slot) => planeOf(core, slot),
    pagesOf,
    productPort,
    controlToken,
    findExamples,
    allowHosts: typeof control === 'object' ? (control.allowHosts ?? []) : [],
    trustProxy: options.trustProxy === true,
    onExchange: options.log?.exchange ?? undefined,
  };
}

/** The header is a door of the control plane: where that asks for a token, vendor credentials must not open it. */
export const faultHeaderFor =
  (hasControl: boolean, controlToken: string | null): Serving['takesFaultHeader'] =>
  ({ [tokenHeader]: given }) =>
    hasControl && (controlToken === null || (typeof given === 'string' && isToken(given, controlToken)));

function servingOf(options: SimulatorOptions, controlToken: string | null): Serving {
  const { control = true, products: plugins = allPlugins } = options;
  return {
    plugins,
    flags: productFlagsIn(plugins, 'server', options),
    countBudget: options.countBudget ?? 1000,
    clientClock: options.clientClock ?? 'wall',
    maxBodyMs: options.maxBodyMs,
    minBodyRate: options.minBodyRate,
    scheduler: makeScheduler(),
    requestBudget: options.requestBudget,
    bodyMemory: makeBodyMemory(options.maxBodyMemory ?? usualBodyMemory),
    takesFaultHeader: faultHeaderFor(control !== false, controlToken),
    onBug: options.onBug ?? ((error) => console.error(error)),
  };
}
