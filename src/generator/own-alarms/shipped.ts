/** The catalogue's alarms that are data: `scenarios/alarms/*.yaml`, or what the build has made of them, read when one is asked for. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { latePackage } from '../../kernel/late-packages.ts';
import { lazy } from '../../kernel/lazy.ts';
import { packageRoot } from '../../kernel/package.ts';
import type { Detection } from '../../model/detection.ts';
import { ownDetection, type Technique } from './own-detection.ts';
import type { ScenarioAlarm } from './text/section.ts';

export interface ShippedAlarms {
  readonly techniques: Readonly<Record<string, string>>;
  /** Ids that ATT&CK gave up, and what took their place. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly alarms: Readonly<Record<string, ScenarioAlarm>>;
}

/** The files as they are written; they are checked by `test/generator/own-alarms/`. */
export function readAlarms(): ShippedAlarms {
  const folder = new URL('scenarios/alarms/', packageRoot);
  const yaml = latePackage('yaml');
  const parts = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => yaml.parse(readFileSync(new URL(name, folder), 'utf8')) as Partial<ShippedAlarms>);
  return {
    techniques: Object.assign({}, ...parts.map(({ techniques }) => techniques)),
    renamed: Object.assign({}, ...parts.map(({ renamed }) => renamed)),
    alarms: Object.assign({}, ...parts.map(({ alarms }) => alarms)),
  };
}

/** Name and tactics of a technique, by its id: as `PowerShell: Execution, Persistence`. */
const shipped = lazy((): ShippedAlarms => {
  // Beside the code only when it was built.
  const file = new URL('./scenarios/alarms.json', import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ShippedAlarms) : readAlarms();
});

export function techniqueOf(id: string): Technique | undefined {
  const { techniques } = shipped();
  const text = Object.hasOwn(techniques, id) ? techniques[id] : undefined;
  if (text === undefined) return undefined;
  const end = text.lastIndexOf(': ');
  return { name: text.slice(0, end), tactics: text.slice(end + 2).split(', ') };
}

export const renamedTechniques = (): Readonly<Record<string, string>> => shipped().renamed;

/** How an alarm of the catalogue was told; undefined for those of detections that are code. */
export const shippedAlarm = (name: string): ScenarioAlarm | undefined =>
  Object.hasOwn(shipped().alarms, name) ? shipped().alarms[name] : undefined;

export const techniqueIds = (): readonly string[] => Object.keys(shipped().techniques);

/** How often one of them happens beside others, once a scenario lets it. */
export const usualWeight = 20;

export const shippedDetections = (): readonly Detection[] =>
  Object.entries(shipped().alarms).flatMap(
    ([name, alarm]) => ownDetection({ name, alarm: { weight: usualWeight, ...alarm }, techniqueOf }) ?? [],
  );
