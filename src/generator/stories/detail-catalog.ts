/** The details that stories' events tell: those of the World where nothing is asked for, else variants of a step's own. */
import { stream, type Stream } from '../../kernel/random.ts';
import type { Detail } from '../../model/world.ts';
import type { Catalogue, DetectedAlarm } from '../formats/catalogue.ts';
import { fakeProperties } from './fake.ts';
import { withParameters, type Parameters } from './parameters.ts';
import type { ScheduledStep } from './schedule.ts';
import { below, purpose } from './spans.ts';
import { streamName, type Step, type Occurrence } from './story.ts';
import type { Fail } from '../scenario/scenario.ts';

export interface DetailCatalog {
  /** Details that stories added, in order of their codes. */
  readonly added: readonly Detail[];
  /** The detail of each repetition of a step: a function of its number. */
  readonly of: (
    occurrence: Occurrence,
    scheduledStep: ScheduledStep,
    asked: Parameters,
    fail: Fail,
  ) => (index: number) => Detail;
}

/** Columns hold codes of details in 16 bits. */
const mostDetails = 65_536;

/** The alarms that a step may raise: its own, or all of its detection; none where the catalogue does not know it. */
export function alarmsOf(catalogue: Catalogue, { alarm, detection: name = '' }: Step): readonly DetectedAlarm[] {
  if (alarm !== undefined) return [catalogue.alarmOf(alarm) ?? []].flat();
  const detection = catalogue.detectionOf(name);
  return detection?.alarms.map((one) => ({ detection, alarm: one })) ?? [];
}

const isPlain = ({ domain, uri, port, person, properties }: Parameters): boolean =>
  [domain, uri, port, person, properties].every((value) => value === undefined);

export function makeDetailCatalog(details: readonly Detail[]): DetailCatalog {
  const added: Detail[] = [];
  const known = new Map<string, Detail>();
  const own = (base: Detail, asked: Parameters, fail: Fail, scheduledStep: ScheduledStep): Detail => {
    const variant = withParameters(base.detection, base.alarm, base.variant, asked);
    const key = `${base.alarm.id} ${JSON.stringify(variant)}`;
    const same = known.get(key);
    if (same !== undefined) return same;
    const code = details.length + added.length;
    if (code >= mostDetails) fail(scheduledStep.path, `needs more than ${mostDetails} different details of events`);
    const detail: Detail = { ...base, code, variant };
    added.push(detail);
    known.set(key, detail);
    return detail;
  };
  return {
    added,
    of: (occurrence, scheduledStep, asked, fail) => {
      const { step, key } = scheduledStep;
      const alarms = alarmsOf(occurrence.catalogue, step).map(({ alarm }) =>
        details.filter((detail) => detail.alarm.id === alarm.id),
      );
      const weights = alarms.map(([first]) => first?.alarm.weight ?? 0);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const fake = step.fake === undefined ? {} : fakeOf(occurrence, scheduledStep, fail);
      const wanted: Parameters =
        step.fake === undefined ? asked : { ...asked, properties: { ...fake, ...asked.properties } };
      const detailAt = (index: number): Detail => {
        const draw = step.vary === true ? index : 0;
        let left = alarms.length === 1 ? 0 : below(total, key, index, purpose.alarm);
        const among = alarms.find((_, at) => (left -= weights[at] ?? 0) < 0) ?? alarms[0] ?? [];
        const base = among[below(among.length, key, draw, purpose.variant)];
        if (base === undefined) throw new RangeError(`${scheduledStep.name} has no alarm`);
        return isPlain(wanted) ? base : own(base, wanted, fail, scheduledStep);
      };
      if (step.vary === true || alarms.length > 1) return detailAt;
      const only = detailAt(0);
      return () => only;
    },
  };
}

function fakeOf(
  occurrence: Occurrence,
  { name, path, step }: ScheduledStep,
  fail: Fail,
): NonNullable<Parameters['properties']> {
  try {
    const streamOf = (key: string): Stream =>
      stream(occurrence.seed, streamName(occurrence, `step/${name}/fake/${key}`));
    return fakeProperties(step.fake ?? {}, streamOf) as NonNullable<Parameters['properties']>;
  } catch (error) {
    return fail([...path, 'fake'], `${(error as Error).message.split('\n')[0]}`);
  }
}
