/** The events of a step: who, what and when of each repetition, as columns hold it. */
import type { StoryEvent } from '../../model/story.ts';
import type { Customer, Host } from '../../model/world.ts';
import type { Detection } from '../../model/detection.ts';
import { customerNamed, type Step, type Occurrence } from './story.ts';
import type { Fail } from '../scenario/scenario.ts';
import type { Cast, HostRole, StorySetting } from './cast.ts';
import type { DetailCatalog } from './detail-catalog.ts';
import { alarmsOf } from './detail-catalog.ts';
import { ephemerals, eventEnds, pairRefusal } from '../../model/pairing.ts';
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
  const version = given.find((host) => host !== undefined)?.range.version ?? cast.familyOf(customer);
  const from = cast.hosts(step.from ?? null, wanted.from, customer, version);
  const to = cast.hosts(step.to ?? null, wanted.to, customer, version);
  const mismatch = mismatchOf({ from, to }, wanted, customer, detection);
  return mismatch === null ? { from, to } : fail(path, mismatch);
}

/** Why these hosts cannot have the conversation that the detection reports; null when they can. */
function mismatchOf({ from, to }: Ends, wanted: Roles, customer: Customer, detection: Detection): string | null {
  const foreign = to.find((host) => host.range.version !== from[0]?.range.version);
  const [one, other] = [from[0], foreign ?? to[0]];
  // More than one at either end, and each has somebody else to talk to.
  const isOnly = foreign !== undefined || (from.length === 1 && to.length === 1);
  const refusal = one === undefined || other === undefined || !isOnly ? null : pairRefusal(one, other, detection);
  if (refusal !== null) return refusal;
  const inside = [...(wanted.from === 'outside' ? [] : from), ...(wanted.to === 'outside' ? [] : to)];
  const stray = inside.find((host) => host.customer !== customer);
  return stray === undefined
    ? null
    : `happens at ${customer.shortName}, but ${stray.address} is ${stray.customer?.shortName ?? 'nobody'}'s`;
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
  times.forEach((timestamp, index) => {
    const detail = detailAt(index);
    const [initiator, responder] = pairOf(ends, scheduledStep, index, detection);
    out.push({
      number: first + index,
      timestamp,
      duration: scheduledStep.durations[index] ?? 0,
      arrives: scheduledStep.arrivals[index] ?? 0,
      sensor,
      detail: detail.code,
      ...eventEnds(detail, initiator, responder, below(ephemerals, key, index, purpose.port)),
      count: scheduledStep.counts[index] ?? 1,
      severity: step.severity ?? detail.alarm.severity,
      blocked: step.blocked ?? false,
    });
  });
}

/** In turn, every caller calls before the next is called; one who would call itself calls the next, or lets the next call. */
function pairOf(
  { from, to }: Ends,
  { step, key }: ScheduledStep,
  index: number,
  detection: Detection,
): readonly [initiator: Host, responder: Host] {
  const isDrawn = step.order === 'drawn';
  const caller = isDrawn ? below(from.length, key, index, purpose.from) : index % from.length;
  const called = isDrawn ? below(to.length, key, index, purpose.to) : Math.floor(index / from.length) % to.length;
  const pair = (callers: number, calls: number): readonly [Host, Host] => [
    from[(caller + callers) % from.length] as Host,
    to[(called + calls) % to.length] as Host,
  ];
  const pairs = [pair(0, 0), pair(0, 1), pair(1, 0)];
  return pairs.find(([one, other]) => pairRefusal(one, other, detection) === null) ?? pair(0, 0);
}
