/** What is played: status, scenario, seed, reset. */
import { shippedScenarios } from '../../generator/scenario.ts';
import type { DialectName } from '../../model/tenant.ts';
import { parseClock } from '../clock-setting.ts';
import type { Settings } from '../world-runtime.ts';
import { problem, refusing } from '../problem.ts';
import type { ServerCore } from '../server-core.ts';
import type { Keeping } from '../world-slot.ts';
import { jsonOutcome, row, type Row, type ControlContext } from './row.ts';
import { status } from './status.ts';

/** What callers may say of what is played; the rest stays as it is. */
export interface PlayRequest {
  readonly scenario?: string;
  readonly seed?: string;
  readonly clock?: string | number;
  /** Overrides the number of background events. */
  readonly events?: number;
  readonly usmDialect?: DialectName;
}

/**
 * What to play. By name only what comes with the package, or what the server was started with: whoever reaches the
 * control plane could read any file otherwise.
 */
export function settingsOf(serverCore: ServerCore, before: Settings, asked: PlayRequest): Settings {
  const { scenario = before.scenario } = asked;
  if (scenario !== serverCore.options.settings.scenario && !shippedScenarios().includes(scenario))
    throw problem(
      'unknown-scenario',
      `There is no scenario "${scenario}"; there are ${shippedScenarios().join(', ')}.`,
    );
  const isOther = asked.scenario !== undefined && asked.scenario !== before.scenario;
  return {
    scenario,
    seed: asked.seed ?? before.seed,
    clock: asked.clock === undefined ? before.clock : refusing('bad-clock', () => parseClock(asked.clock ?? '')),
    // The size and end of one scenario are not those of another.
    events: asked.events ?? (isOther ? undefined : before.events),
    end: isOther ? undefined : before.end,
    usmDialect: asked.usmDialect ?? (isOther ? undefined : before.usmDialect),
  };
}

export function playRows({ serverCore, worldSlot }: ControlContext): readonly Row[] {
  const data = 'sim/status.schema.json';
  const told = () => jsonOutcome(status(serverCore, worldSlot));
  const play = (asked: PlayRequest) => {
    const settings = settingsOf(serverCore, worldSlot.playing().settings, asked);
    refusing('bad-scenario', () => worldSlot.play(settings));
    return told();
  };
  return [
    row({ id: 'getStatus', method: 'GET', path: '/_sim', summary: 'What runs', data, handle: told }),
    row({
      id: 'getScenarios',
      method: 'GET',
      path: '/_sim/scenarios',
      summary: 'Scenarios that can be played',
      data: 'sim/scenarios.schema.json',
      handle: () => {
        const { scenario } = serverCore.options.settings;
        return jsonOutcome({ scenarios: [...new Set([...shippedScenarios(), scenario])] });
      },
    }),
    row({
      id: 'putScenario',
      method: 'PUT',
      path: '/_sim/scenario',
      summary: 'Play another scenario, or the same anew with another seed, clock, size or dialect',
      body: 'sim/play.schema.json',
      data,
      refusals: [404, 422],
      handle: ({ body }) => play(body as PlayRequest),
    }),
    row({
      id: 'putSeed',
      method: 'PUT',
      path: '/_sim/seed',
      summary: 'Play the same scenario with another seed',
      body: 'sim/seed.schema.json',
      data,
      refusals: [422],
      handle: ({ body }) => play({ seed: (body as { readonly seed: string }).seed }),
    }),
    row({
      id: 'reset',
      method: 'POST',
      path: '/_sim/reset',
      summary:
        'Back to the beginning: nothing written, the clock where it began, no faults but those to begin with, no journal',
      body: 'sim/reset.schema.json',
      data,
      refusals: [422],
      handle: ({ body }) => {
        worldSlot.reset(body as Keeping);
        return told();
      },
    }),
  ];
}
