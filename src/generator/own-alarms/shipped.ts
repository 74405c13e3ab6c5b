/** What `scenarios/alarms/*.yaml` hold, or what the build has made of them, read when it is first asked for. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { latePackage } from '../../kernel/late-packages.ts';
import { lazy } from '../../kernel/lazy.ts';
import { packageRoot } from '../../kernel/package.ts';
import type { Detection, KillChain, LogSource } from '../../model/detection.ts';
import type { ScenarioAlarm } from './text/section.ts';

/** Name and tactics of a technique. */
export interface Technique {
  readonly name: string;
  readonly tactics: readonly string[];
}

/** A record's fields. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** How a system writes its records; `scenarios/alarms/vocabulary.yaml` says what each member is. */
export interface LogForm extends Pick<Detection, 'telemetry' | 'direction'> {
  readonly kinds: readonly string[];
  readonly needed?: readonly string[];
  readonly prefix?: string;
  readonly record?: object;
  readonly line?: string;
  readonly usual?: LogFields;
}

export interface ShippedAlarms {
  /** By id: as `PowerShell: Execution, Persistence`. */
  readonly techniques: Readonly<Record<string, string>>;
  /** Ids that ATT&CK gave up, and what took their place. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly alarms: Readonly<Record<string, ScenarioAlarm>>;
  readonly chains: Readonly<Record<ScenarioAlarm['category'], Pick<KillChain, 'intent' | 'strategy'>>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly logs: Readonly<Record<LogSource, LogForm>>;
}

/** The files as they are written; they are checked by `test/generator/own-alarms/`. */
export function readAlarms(): ShippedAlarms {
  const folder = new URL('scenarios/alarms/', packageRoot);
  const yaml = latePackage('yaml');
  const whole: Record<string, object> = {};
  for (const name of readdirSync(folder).sort())
    for (const [key, part] of Object.entries(yaml.parse(readFileSync(new URL(name, folder), 'utf8')) as ShippedAlarms))
      whole[key] = { ...whole[key], ...part };
  return whole as unknown as ShippedAlarms;
}

export const shipped = lazy((): ShippedAlarms => {
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
