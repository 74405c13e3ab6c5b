/** The events of a step: who, what and when of each repetition, as columns hold it. */
import type { StoryEvent } from '../../model/story.ts';
import type { Customer, Host } from '../../model/world.ts';
import type { Detection } from '../../model/detection.ts';
import { customerNamed, type Step, type Occurrence } from './story.ts';
import type { Fail } from '../scenario/scenario.ts';
import type { Cast, HostRole, StorySetting } from './cast.ts';
import type { DetailCatalog } from './detail-catalog.ts';
import { alarmsOf } from './detail-catalog.ts';
import type { ScheduledStep } from './schedule.ts';
import { below, purpose } from './spans.ts';
import type { Parameters } from './parameters.ts';

interface Roles {
  readonly from: HostRole;
  readonly to: HostRole;
}

const roles: Readonly<Record<Detection['direction'], Roles>> = {
  inbound: { from: 'outside', to: 'exposed' },
  outbound: { from: 'client', to: 'outside' },
  internal: { from: 'client', to: 'server' },
};

/** Who opens and who answers, by the way that a detection looks. */
export const rolesOf = ({ direction }: Detection): Roles => roles[direction];

/** Whose network a step happens in. */
export function eventPlace(occurrence: Pick<Occurrence, 'story' | 'customer'>, step: Step): string {
  const actors = occurrence.story.actors ?? {};
  const owners = [step.from, step.to].map((name) => {
    const actor = name === undefined ? undefined : actors[name];
    return actor === undefined || actor.role === 'outside' ? undefined : actor.customer;
  });
  return step.customer ?? owners[0] ?? owners[1] ?? occurrence.customer;
}

/** What a step says of its events' facts, the domain of an outside actor and the name of a person included. */
export function parametersOf(occurrence: Occurrence, step: Step, person: (name: string) => string): Parameters {
  const { domain, uri, port, properties, user } = step;
  const outward = alarmsOf(occurrence.catalogue, step)[0]?.detection.direction === 'outbound' && step.to !== undefined;
  const host = domain ?? (outward ? occurrence.story.actors?.[step.to ?? '']?.domain : undefined);
  return {
    ...(host !== undefined && { domain: host }),
    ...(uri !== undefined && { uri }),
    ...(port !== undefined && { port }),
    ...(properties !== undefined && { properties }),
    ...(user !== undefined && { person: person(user) }),
  };
}

interface Ends {
  readonly from: readonly Host[];
  readonly to: readonly Host[];
}

function endsOf(scheduledStep: ScheduledStep, cast: Cast, customer: Customer, detection: Detection, fail: Fail): Ends {
  const { step, path } = scheduledStep;
  const wanted = rolesOf(detection);
  const given = [step.from, step.to].map((name) =>
    name === undefined ? undefined : cast.hosts(name, 'client', customer, 4)[0],
  );
  const version = given.find((host) => host !== undefined)?.range.version ?? 4;
  const from = cast.hosts(step.from ?? null, wanted.from, customer, version);
  const to = cast.hosts(step.to ?? null, wanted.to, customer, version);
  const mismatch = mismatchOf({ from, to }, wanted, customer, detection);
  return mismatch === null ? { from, to } : fail(path, mismatch);
}

/** Why these hosts cannot have the conversation that the detection reports; null when they can. */
function mismatchOf({ from, to }: Ends, wanted: Roles, customer: Customer, { telemetry }: Detection): string | null {
  if (new Set([...from, ...to].map((host) => host.range.version)).size > 1)
    return 'lets IPv4 and IPv6 talk to each other; both actors need the same `family`';
  const inside = [...(wanted.from === 'outside' ? [] : from), ...(wanted.to === 'outside' ? [] : to)];
  const stray = inside.find((host) => host.customer !== customer);
  if (stray !== undefined)
    return `happens at ${customer.shortName}, but ${stray.address} is ${stray.customer?.shortName ?? 'nobody'}'s`;
  const isAlone = telemetry === 'network' && from.length === 1 && to.length === 1 && from[0] === to[0];
  return isAlone ? `lets ${from[0]?.address} talk to itself` : null;
}

interface Tools {
  readonly setting: StorySetting;
  readonly cast: Cast;
  readonly detailCatalog: DetailCatalog;
  readonly fail: Fail;
}

/** Adds the events of a step to `out`; `first` is the number of its first. */
export function addEvents(
  occurrence: Occurrence,
  scheduledStep: ScheduledStep,
  tools: Tools,
  first: number,
  out: StoryEvent[],
): void {
  const { step, key, times } = scheduledStep;
  const { setting: stage, cast, detailCatalog, fail } = tools;
  const [one] = alarmsOf(occurrence.catalogue, step);
  if (one === undefined)
    return fail(scheduledStep.path, 'has an alarm or detection that its world format does not know');
  const { detection } = one;
  const customer = customerNamed(stage.customers, eventPlace(occurrence, step));
  const ends = endsOf(scheduledStep, cast, customer, detection, fail);
  const inside = rolesOf(detection).from === 'outside' ? step.to : step.from;
  const sensor = cast.sensor(inside ?? null, customer, step.sensor).index;
  const detailAt = detailCatalog.of(occurrence, scheduledStep, parametersOf(occurrence, step, cast.person), fail);
  const hasPorts = detection.transport === 'tcp' || detection.transport === 'udp';
  const forward = detection.trigger === 'initiator';
  times.forEach((timestamp, index) => {
    const { initiator, responder } = pairOf(ends, scheduledStep, index);
    const detail = detailAt(index);
    const ephemeral = hasPorts ? 32_768 + below(28_232, key, index, purpose.port) : 0;
    const service = hasPorts ? detail.variant.port : 0;
    out.push({
      number: first + index,
      timestamp,
      duration: scheduledStep.durations[index] ?? 0,
      arrives: scheduledStep.arrivals[index] ?? 0,
      sensor,
      detail: detail.code,
      source: forward ? initiator : responder,
      destination: forward ? responder : initiator,
      sourcePort: forward ? ephemeral : service,
      destinationPort: forward ? service : ephemeral,
      count: scheduledStep.counts[index] ?? 1,
      severity: step.severity ?? detail.alarm.severity,
      blocked: step.blocked ?? false,
    });
  });
}

/** In turn, every caller calls before the next is called. */
function pairOf(
  { from, to }: Ends,
  { step, key }: ScheduledStep,
  index: number,
): { initiator: number; responder: number } {
  const isDrawn = step.order === 'drawn';
  const caller = isDrawn ? below(from.length, key, index, purpose.from) : index % from.length;
  const called = isDrawn ? below(to.length, key, index, purpose.to) : Math.floor(index / from.length) % to.length;
  return { initiator: from[caller]?.code ?? 0, responder: to[called]?.code ?? 0 };
}
