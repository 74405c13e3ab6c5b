/** Who takes part in the steps of a written story: who attacks, and on whose hosts and by whose account it happens. */
import { refusals } from '../../../generator/checks/parameters.ts';
import type { HostRole } from '../../../generator/stories/cast.ts';
import { rolesOf } from '../../../generator/stories/events.ts';
import type { ChosenAlarm } from './alarms.ts';
import { makeNames } from './names.ts';
import type { Plan, PlanStep } from './plan.ts';

export interface StoryCast {
  /** Who opens, who answers and whose account it is, as a step of a scenario says it. */
  readonly partsOf: (step: PlanStep, told: ChosenAlarm) => string;
  /** All that were asked for so far, a line each. */
  readonly lines: () => readonly string[];
}

/** What a host is called of which the file says nothing, by its role, and by its system where that is not the usual one. */
const usualNames = { client: 'victim', server: 'server', exposed: 'gateway' } as const;
const systems: Readonly<Record<string, string>> = { linux: 'linux-host', darwin: 'mac', containers: 'container-host' };

/** What happens on a host that the file does not name happens on the same one as the other steps of its system. */
export function makeStoryCast({ attacker = '' }: Plan): StoryCast {
  const nameFor = makeNames();
  const actors = new Map<string, { readonly name: string; readonly role: string }>();
  const actor = (called: string, role: string): string => {
    const known = actors.get(called) ?? { name: nameFor(called), role };
    actors.set(called, known);
    return known.name;
  };
  // What is seen on the network alone comes from where the step before was.
  let foothold: string = usualNames.client;
  const hostOf = (role: HostRole, asset: string | undefined): string =>
    role === 'outside' ? actor(attacker === '' ? 'attacker' : attacker, role) : actor(asset ?? usualNames[role], role);
  return {
    partsOf: ({ assets: [asset] }, { alarm: { detection, alarm }, platform }) => {
      const { from, to } = rolesOf(detection);
      if (from === 'client')
        foothold = asset ?? (platform === null ? foothold : (systems[platform] ?? usualNames.client));
      const parts = [`from: ${hostOf(from, foothold)}`];
      // A host's own log tells of nobody who answers.
      if (detection.telemetry !== 'endpoint') parts.push(`to: ${hostOf(to, from === 'outside' ? asset : undefined)}`);
      if (refusals(detection, alarm, { person: 'anna.berg' }).length === 0)
        parts.push(`user: ${actor('user', 'person')}`);
      return parts.join(', ');
    },
    lines: () => [...actors.values()].map(({ name, role }) => `      ${name}: { role: ${role} }`),
  };
}
