/** What is played: the settings that somebody asks for, made of what they say and what was played before. */
import { bugScenarios, shippedScenarios } from '../../generator/scenario.ts';
import { isInline, scenarioName, scenarioText } from '../../generator/scenario/inline.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import type { FlagValues, Plugin } from '../../products/shared/plugin.ts';
import { ControlError, refusing } from '../problems/problem.ts';
import { parseClock } from '../worlds/clock-setting.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { BaseOptions } from '../worlds/world-cache.ts';
import type { Settings } from '../worlds/world-runtime.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** What somebody says of what is to be played; flags of products stand beside the rest, by their names. */
export interface PlayRequest extends Partial<Omit<BaseOptions, 'scenario' | 'seed' | 'events' | 'worldFormat'>> {
  /** Name of a shipped scenario, path of a scenario file, or a scenario itself: YAML of more than one line, or an object. */
  readonly scenario?: string | object | undefined;
  /** Same seed, same bytes; 7 and "7" are the same. */
  readonly seed?: string | number | undefined;
  /** Overrides the number of background events. */
  readonly events?: number | string | undefined;
  /** The format that the World is drawn by; the scenario's choice, else the newest, when left out. */
  readonly worldFormat?: number | string | undefined;
  /** `frozen` at the World's end, an ISO instant in UTC or epoch milliseconds, or `live`, `live:60`: running, from the wall clock's now. */
  readonly clock?: string | number | undefined;
}

/** The values of the products' flags of a scope among others. */
export function productFlagsIn(plugins: readonly Plugin[], scope: 'world' | 'server', given: object): FlagValues {
  const names = plugins.flatMap(({ flags }) => flags.filter((flag) => flag.scope === scope).map(({ name }) => name));
  const set = Object.entries(given as FlagValues).filter(
    ([name, value]) => names.includes(name) && value !== undefined,
  );
  return Object.fromEntries(set);
}

/** What is left out stays as before; but what belongs to one scenario is not taken over to another. Throws ControlError. */
export function settingsOf(plugins: readonly Plugin[], before: Settings, request: PlayRequest): Settings {
  const { seed = before.seed, clock, end, events, worldFormat } = request;
  const scenario = chosen(request.scenario, before.scenario);
  const kept: Partial<Settings> = scenario === before.scenario ? before : {};
  return {
    scenario,
    seed: String(seed),
    clock: clock === undefined ? before.clock : refusing('bad-clock', () => parseClock(clock)),
    end: end ?? kept.end,
    events: numberOf(events) ?? kept.events,
    worldFormat: numberOf(worldFormat) ?? kept.worldFormat,
    flags: { ...kept.flags, ...productFlagsIn(plugins, 'world', request) },
  };
}

/** What is played under a name that follows from what is in it can be asked for by that name. */
function chosen(given: string | object | undefined, before: string): string {
  const text = given === undefined ? before : refusing('bad-scenario', () => scenarioText(given));
  return text === scenarioName(before) ? before : text;
}

const numberOf = (given: number | string | undefined): number | undefined =>
  given === undefined ? undefined : Number(given);

/** Scenarios that may be asked for by name: what comes with the package, and what the server was started with. */
export const playableScenarios = ({ options }: ServerCore): readonly string[] => [
  ...new Set([...shippedScenarios(), ...bugScenarios(), scenarioName(options.settings.scenario)]),
];

/** Refuses other scenarios: whoever reaches the control plane could read any file otherwise. */
export function checkScenario(core: ServerCore, before: Settings, scenario: string | object = before.scenario): void {
  if (typeof scenario === 'object' || isInline(scenario)) return;
  if ([...playableScenarios(core), scenarioName(before.scenario)].includes(scenario)) return;
  const near = suggestion(scenario, playableScenarios(core)).replace(/[^.?]$/, '$&.');
  const detail = `There is no scenario "${scenario.slice(0, 200)}"; ${near}`;
  throw new ControlError('unknown-scenario', detail);
}

/** Plays something else from its beginning. Throws ControlError, and then goes on as before. */
export function play(core: ServerCore, slot: WorldSlot, request: PlayRequest): void {
  const settings = settingsOf(core.options.serving.plugins, slot.runtime().settings, request);
  refusing('bad-scenario', () => slot.play(settings));
}

/** The same however the server takes requests; null for a name that is free. */
export async function putNamedWorld(
  { main, options, way }: ServerCore,
  name: string | null,
  request: PlayRequest,
): Promise<{ readonly slot: WorldSlot; readonly isNew: boolean }> {
  const settings = settingsOf(options.serving.plugins, main.runtime().settings, request);
  try {
    return await way().worlds.put(name, settings);
  } catch (error) {
    return refusing('bad-scenario', () => {
      throw error;
    });
  }
}

/** A fresh world, in place of one of that name; what is left out is as with the server's own. Throws ControlError. */
export function putWorld({ main, worlds, options }: ServerCore, name: string, request: PlayRequest): WorldSlot {
  const settings = settingsOf(options.serving.plugins, main.runtime().settings, request);
  return refusing('bad-scenario', () => worlds.put(name, settings));
}
