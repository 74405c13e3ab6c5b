/** Which alarm of the catalogue tells a step: one of its technique, else of the technique above it, else of one below. */
import { everyDetection, type Catalogue, type DetectedAlarm } from '../../../generator/formats/catalogue.ts';
import { shipped, techniqueOf } from '../../../generator/own-alarms/shipped.ts';
import type { PlanStep } from './plan.ts';
import { parentOf } from './techniques.ts';

export interface ChosenAlarm {
  readonly alarm: DetectedAlarm;
  /** The technique that the alarm is of. */
  readonly technique: string;
  /** Where it is seen, as plans name platforms; null for anywhere. */
  readonly platform: string | null;
}

/** An alarm among those of one technique. */
interface Candidate {
  readonly entry: DetectedAlarm;
  readonly words: ReadonlySet<string>;
  readonly platform: ChosenAlarm['platform'];
}

const fits: readonly ((wanted: string, has: string) => boolean)[] = [
  (wanted, has) => has === wanted,
  (wanted, has) => has === parentOf(wanted),
  (wanted, has) => parentOf(has) === wanted,
];

/** What it costs to be seen on another platform: less than a word of its own, since plans name the attacker's platform too. */
const foreign = 0.75;
const native = 0.25;

/** Chooses for one step after another: by words that others have not and by platform, then the one that was told least. */
export function makeAlarmChoice(catalogue: Catalogue): (step: PlanStep) => ChosenAlarm | null {
  const all = everyDetection(catalogue).flatMap((detection) =>
    detection.alarms.map((alarm) => candidate({ detection, alarm })),
  );
  const times = new Map<Candidate, number>();
  return ({ technique, text, platforms }) => {
    if (technique === null) return null;
    const wanted = wordsIn(text);
    // What the technique is called says nothing of which of its alarms shows the step.
    for (const word of wordsIn(nameOf(technique))) wanted.delete(word);
    for (const fit of fits) {
      const candidates = all.filter(({ entry }) => fit(technique, entry.detection.attack.technique));
      const rarity = (word: string): number => 1 / candidates.filter(({ words }) => words.has(word)).length;
      const scored = candidates.map((one) => ({
        one,
        score:
          [...one.words].filter((word) => wanted.has(word)).reduce((sum, word) => sum + rarity(word), 0) -
          costOf(one, platforms),
        told: times.get(one) ?? 0,
      }));
      const [best] = scored.toSorted((left, right) => right.score - left.score || left.told - right.told);
      if (best === undefined) continue;
      times.set(best.one, best.told + 1);
      const { entry, platform } = best.one;
      return { alarm: entry, technique: entry.detection.attack.technique, platform };
    }
    return null;
  };
}

const nameOf = (technique: string): string =>
  `${techniqueOf(technique)?.name ?? ''} ${techniqueOf(parentOf(technique))?.name ?? ''}`;

function candidate(entry: DetectedAlarm): Candidate {
  const { detection, alarm } = entry;
  const {
    attack: _attack,
    category: _category,
    severity: _severity,
    ...section
  } = shipped().alarms[detection.name] ?? {};
  // What is filled in is not said.
  const said = JSON.stringify(section).replace(/\{[a-z]+\d*\}/g, ' ');
  const words = wordsIn(`${alarm.name} ${alarm.shortName} ${detection.name} ${said}`);
  return { entry, words, platform: platformOf(detection.source, said) };
}

const platformBySource: Readonly<Record<string, string>> = {
  windows: 'windows',
  sysmon: 'windows',
  auth: 'linux',
  auditd: 'linux',
  kubernetes: 'containers',
  cloudtrail: 'cloud',
  entra: 'cloud',
  okta: 'cloud',
};

/** What other sources tell is seen anywhere, unless it is at a path of Windows, macOS or Linux. */
function platformOf(source: string | undefined, told: string): string | null {
  const usual = platformBySource[source ?? ''];
  if (usual !== undefined || source !== 'edr') return usual ?? null;
  if (/[A-Z]:\\\\|\.exe\b/.test(told)) return 'windows';
  return /\/(Library|Applications|System)\b|\/Users\//.test(told) ? 'darwin' : null;
}

/** Less where the alarm is seen on a platform that the plan names, more where it is seen on another. */
function costOf({ platform }: Candidate, platforms: readonly string[]): number {
  if (platform === null || platforms.length === 0) return 0;
  return platforms.some((name) => platformNamed(name) === platform) ? -native : foreign;
}

function platformNamed(name: string): string {
  const plain = name.toLowerCase();
  if (/^(darwin|mac)/.test(plain)) return 'darwin';
  return /^(iaas|saas|cloud|office|google|azure|aws|gcp|identity)/.test(plain) ? 'cloud' : plain;
}

/** Words of three and more letters, and those such as 7z; one of several like one; those that say nothing left out. */
const wordsIn = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[a-z0-9]{3,}|\b(?:\d[a-z]|[a-z]\d)\b/g) ?? [])
      .filter((word) => !idle.has(word))
      .map((word) => word.replace(/s$/, '')),
  );

const idle = new Set([
  'the',
  'and',
  'for',
  'with',
  'from',
  'that',
  'this',
  'exe',
  'user',
  'edr',
  'sysmon',
  'windows',
  'system',
  'system32',
  'users',
]);
