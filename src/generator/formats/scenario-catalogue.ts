/** The catalogue that a scenario draws from: that of its world format, and the alarms of its own. */
import { lazy } from '../../kernel/lazy.ts';
import type { Detection } from '../../model/detection.ts';
import { ownDetection } from '../own-alarms/own-detection.ts';
import type { Note, Scenario } from '../scenario/scenario.ts';
import { makeCatalogue, type Catalogue } from './catalogue.ts';
import { formatOf } from './index.ts';
import type { WorldFormat } from './world-format.ts';

type Alarms = Pick<Scenario, 'alarms'>;

const known = new WeakMap<NonNullable<Scenario['alarms']>, Map<Catalogue, Catalogue>>();

/** Made once for each scenario. Throws RangeError for an own alarm with a mistake, which the scenario's check has found before. */
export function catalogueIn({ alarms }: Alarms, { catalogue }: WorldFormat): Catalogue {
  if (alarms === undefined) return catalogue;
  const byBase = known.get(alarms) ?? new Map<Catalogue, Catalogue>();
  known.set(alarms, byBase);
  const made = byBase.get(catalogue) ?? extended(catalogue, ownIn({ alarms }));
  byBase.set(catalogue, made);
  return made;
}

/** The format, that of the scenario where none is given, with the scenario's catalogue in place of its own. */
export function formatIn(scenario: Scenario, given?: WorldFormat): WorldFormat {
  const format = given ?? formatOf(scenario.worldFormat);
  return { ...format, catalogue: catalogueIn(scenario, format) };
}

const extended = ({ detections, further }: Catalogue, own: readonly Detection[]): Catalogue =>
  makeCatalogue(
    detections,
    lazy(() => [...own, ...further()]),
  );

function ownIn({ alarms = {} }: Alarms, note?: Note): readonly Detection[] {
  return Object.entries(alarms).flatMap(([name, alarm]) => {
    if (note === undefined) return ownDetection(name, alarm) ?? [];
    try {
      return ownDetection(name, alarm, (path, message) => note(['alarms', name, ...path], message)) ?? [];
    } catch (error) {
      // What is malformed is told by the schema.
      if (error instanceof TypeError) return [];
      throw error;
    }
  });
}

/** Notes what is wrong with a scenario's own alarms; the catalogue with those of them that something can be made of. */
export function checkedCatalogue(scenario: Alarms, { catalogue }: WorldFormat, note: Note): Catalogue {
  const { alarms = {} } = scenario;
  if (Object.keys(alarms).length === 0) return catalogue;
  const made = ownIn(scenario, note);
  const owners = new Map<number, string>();
  for (const { name, alarms: own } of made) {
    if (catalogue.alarmOf(name) ?? catalogue.detectionOf(name))
      note(['alarms', name], 'has the name of an alarm of the catalogue');
    for (const { sid } of own) {
      const other = owners.get(sid) ?? catalogue.alarmOf(sid)?.alarm.shortName;
      if (other !== undefined)
        note(['alarms', name, 'signature'], `must be another number: ${sid} is that of ${other}`);
      owners.set(sid, name);
    }
  }
  return extended(catalogue, made);
}

/** What a scenario names: its own alarms, and what its stories tell. */
export function toldDetections(scenario: Scenario, catalogue: Catalogue): readonly Detection[] {
  const named = new Set(Object.keys(scenario.alarms ?? {}));
  for (const { steps } of Object.values(scenario.stories ?? {}))
    for (const { alarm, detection } of Object.values(steps)) {
      const found = alarm === undefined ? detection : catalogue.alarmOf(alarm)?.detection.name;
      if (found !== undefined) named.add(found);
    }
  return [...named].sort().flatMap((name) => catalogue.detectionOf(name) ?? []);
}

/** What can happen in a scenario's World: what happens in any, and what it names of the rest. */
export function detectionsIn(scenario: Scenario, catalogue: Catalogue): readonly Detection[] {
  const rated = Object.keys(scenario.detections ?? {}).flatMap((name) => catalogue.detectionOf(name) ?? []);
  return [...new Set([...catalogue.detections, ...toldDetections(scenario, catalogue), ...rated])];
}

/** How often a detection happens in the background, relative to its weight. */
export function rateIn(
  { detections: rates = {}, alarms = {} }: Scenario,
  catalogue: Catalogue,
): (name: string) => number {
  const always = new Set(catalogue.detections.map(({ name }) => name));
  return (name) => rates[name] ?? (always.has(name) || alarms[name]?.weight !== undefined ? 1 : 0);
}
