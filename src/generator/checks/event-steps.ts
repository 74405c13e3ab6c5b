/** Checks a step that makes events: its alarm, who takes part, and whether its parameters suit the alarm. */
import { checkName, checkRole } from './names.ts';
import type { Detection } from '../../model/detection.ts';
import { everyDetection } from '../formats/catalogue.ts';
import type { StoryCheckContext } from './context.ts';
import { refusals } from './parameters.ts';
import { parametersOf, eventPlace, rolesOf } from '../stories/events.ts';
import { alarmsOf } from '../stories/detail-catalog.ts';
import { closest } from '../stories/schedule.ts';
import { amountsOf, spansOf } from '../stories/spans.ts';
import type { Step } from '../stories/story.ts';
import type { ScenarioPath } from '../scenario/scenario.ts';

const analystActionKeys = ['about', 'by', 'case', 'into', 'verdict', 'comment', 'label'] as const;
const longest = 3_600_000;

export function checkEvents(context: StoryCheckContext, place: ScenarioPath, step: Step): void {
  const { fail } = context;
  for (const key of analystActionKeys)
    if (step[key] !== undefined) fail([...place, key], 'belongs to a step with `do`');
  const alarms = alarmsOf(context.catalogue, step);
  const [one] = alarms;
  if (one === undefined) return unknownAlarm(context, place, step);
  checkActors(context, place, step, one.detection);
  checkExtent(context, place, step);
  checkBlocked(context, place, step, one.detection);
  checkSensor(context, place, step);
  const { actors = {} } = context.story;
  const { story, path, catalogue } = context;
  const occurrence = { story, catalogue, customer: '', name: '', nth: 0, at: 0, seed: '', path };
  const asked = parametersOf(occurrence, step, (name) => actors[name]?.name ?? 'anna.berg');
  for (const { detection, alarm } of alarms) {
    for (const { key, message } of refusals(detection, alarm, asked))
      fail([...place, ...key], `${message} (alarm ${alarm.shortName})`);
  }
}

function unknownAlarm({ scenario, catalogue, fail }: StoryCheckContext, place: ScenarioPath, step: Step): void {
  const detections = everyDetection(catalogue);
  const names = detections.map(({ name }) => name);
  const alarms = detections.flatMap((one) => one.alarms.map(({ shortName }) => shortName));
  // What is wrong with an alarm of one's own is told where it stands.
  if (step.detection === undefined && Object.hasOwn(scenario.alarms ?? {}, String(step.alarm))) return;
  if (step.detection === undefined) checkName(fail, [...place, 'alarm'], 'alarm', String(step.alarm), alarms);
  else checkName(fail, [...place, 'detection'], 'detection', step.detection, names);
}

function checkActors(context: StoryCheckContext, place: ScenarioPath, step: Step, detection: Detection): void {
  const { fail } = context;
  const { actors = {} } = context.story;
  const roles = rolesOf(detection);
  const names = Object.keys(actors);
  for (const end of ['from', 'to'] as const) {
    const name = step[end];
    if (name === undefined) continue;
    if (!checkName(fail, [...place, end], 'actor', name, names)) continue;
    const actor = actors[name];
    const wantsOutside = roles[end] === 'outside';
    const isHost = actor?.role !== 'person' && actor?.role !== 'analyst';
    if (isHost && wantsOutside === (actor?.role === 'outside')) continue;
    const wanted = wantsOutside ? 'outside' : 'client, server or exposed';
    const isOwn = Object.hasOwn(context.scenario.alarms ?? {}, detection.name);
    const why = `${detection.name} looks at what goes ${ways[detection.direction]}${isOwn ? ' unless its `direction` says otherwise' : ''}`;
    fail([...place, end], `must be an actor of role ${wanted}, for ${why}: ${name} is ${actor?.role}`);
  }
  if (step.user !== undefined) checkRole(context, [...place, 'user'], step.user, 'person');
}

const ways = { inbound: 'from outside in', outbound: 'from inside out', internal: 'on inside' } as const;

function checkExtent({ fail }: StoryCheckContext, place: ScenarioPath, { count, duration }: Step): void {
  if (duration === undefined) return;
  const length = spansOf(duration);
  const { high } = amountsOf(count ?? 1);
  if (length.high > longest)
    fail([...place, 'duration'], 'must not be longer than an hour, over which events are aggregated');
  if (high === 1 && length.high > 0) fail([...place, 'duration'], 'needs a `count` of at least 2');
  if (length.low < (high - 1) * closest)
    fail([...place, 'duration'], `must be at least ${(high - 1) * closest}ms, ${closest} for each of ${high} triggers`);
}

function checkBlocked({ fail }: StoryCheckContext, place: ScenarioPath, { blocked }: Step, detection: Detection): void {
  const { transport, sessionless, trigger, name } = detection;
  if (blocked === true && !(transport === 'tcp' && sessionless !== true && trigger === 'initiator'))
    fail(
      [...place, 'blocked'],
      `is possible where the trigger is sent over a TCP connection by who opened it, unlike ${name}`,
    );
}

function checkSensor({ scenario, story, fail }: StoryCheckContext, place: ScenarioPath, step: Step): void {
  if (step.sensor === undefined) return;
  const first = Array.isArray(story.at) ? story.at[0] : story.at;
  const customer =
    (typeof first === 'string' ? undefined : first?.customer) ??
    story.customer ??
    scenario.customers[0]?.shortName ??
    '';
  const owner = eventPlace({ story, customer }, step);
  const names =
    scenario.customers.find(({ shortName }) => shortName === owner)?.sensors.map(({ hostName }) => hostName) ?? [];
  checkName(fail, [...place, 'sensor'], `sensor of ${owner}`, step.sensor, names);
}
