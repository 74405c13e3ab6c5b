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
  /** Whether the step happens elsewhere. */
  readonly isForeign: boolean;
}

/** An alarm among those of one technique. */
interface Candidate {
  readonly entry: DetectedAlarm;
  readonly words: ReadonlySet<string>;
  /** What its reader looks for, as it is compared with what a step runs. */
  readonly marks: readonly string[];
  readonly platform: ChosenAlarm['platform'];
}

const fits: readonly ((wanted: string, has: string) => boolean)[] = [
  (wanted, has) => has === wanted,
  (wanted, has) => has === parentOf(wanted),
  (wanted, has) => parentOf(has) === wanted,
];

/** What it costs to be seen on another platform than the step's. */
const foreign = 2;
const native = 0.25;
/** What is said of a step tells less of its traces than what it runs. */
const saidWord = 0.5;

/** Chooses for one step after another: by what it runs and what is said of it, as far as others have it not, and by platform; then the one that was told least. */
export function makeAlarmChoice(catalogue: Catalogue): (step: PlanStep) => ChosenAlarm | null {
  const all = everyDetection(catalogue).flatMap((detection) =>
    detection.alarms.map((alarm) => candidate({ detection, alarm })),
  );
  const times = new Map<Candidate, number>();
  return ({ technique, text, commands, platforms }) => {
    if (technique === null) return null;
    const known = commands.replace(filledIn, ' ');
    const ran = plainly(known);
    const run = wordsIn(known);
    const said = wordsIn(text);
    // What the technique is called says nothing of which of its alarms shows the step.
    for (const word of wordsIn(nameOf(technique))) said.delete(word);
    const places = placesOf(commands, platforms);
    for (const fit of fits) {
      const candidates = all.filter(({ entry }) => fit(technique, entry.detection.attack.technique));
      const rarity = (word: string): number => 1 / candidates.filter(({ words }) => words.has(word)).length;
      const worth = (word: string): number => (run.has(word) ? 1 : said.has(word) ? saidWord : 0);
      const scored = candidates.map((one) => ({
        one,
        score:
          [...one.words].reduce((sum, word) => sum + worth(word) * rarity(word), 0) +
          one.marks.filter((mark) => ran.includes(mark)).length -
          costOf(one, places),
        told: times.get(one) ?? 0,
      }));
      const [best] = scored.toSorted((left, right) => right.score - left.score || left.told - right.told);
      if (best === undefined) continue;
      times.set(best.one, best.told + 1);
      const { entry, platform } = best.one;
      const isForeign = costOf(best.one, places) > 0;
      return { alarm: entry, technique: entry.detection.attack.technique, platform, isForeign };
    }
    return null;
  };
}

/** What commands leave open, and where their output goes. */
const filledIn = /[#$]\{[^}]*\}|%[0-9a-f]{2}|\d?>>?\s*\S+/gi;

/** One word after another, as marks and commands are compared. */
const plainly = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;

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
  const said = textsIn(section)
    .join(' ')
    .replace(/\{[a-z]+\d*\}/g, ' ');
  const words = wordsIn(`${alarm.name} ${alarm.shortName} ${detection.name} ${said}`);
  const marks = [...said.matchAll(/\[\[(.*?)\]\]/g)]
    .map(([, mark = '']) => plainly(mark))
    .filter((mark) => mark.length > 5);
  return { entry, words, marks, platform: platformOf(detection, `${alarm.name} ${said}`) };
}

/** What an alarm's section says, without the names of what it says it of. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
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

/** What other sources tell is seen anywhere, unless it is at a path of Windows, macOS or Linux, or is fetched for one of them. */
function platformOf({ source, direction }: DetectedAlarm['detection'], told: string): string | null {
  const usual = platformBySource[source ?? ''];
  if (usual !== undefined) return usual;
  if (source !== 'edr' && direction !== 'outbound') return null;
  if (/[A-Z]:\\|\.exe\b|Windows (program|NT)/.test(told)) return 'windows';
  if (/Linux program|\.sh\b/.test(told)) return 'linux';
  return /\/(Library|Applications|System)\b|\/Users\//.test(told) ? 'darwin' : null;
}

/** What only Windows runs, or has: plans name the platform of the attacker's machine where a step is begun from there. */
const ofWindows =
  /\b[a-z]:\\|%[a-z]{3,}\w*%|\\\\\w|\.(exe|dll|bat|ps1|vbs)\b|\bHK(LM|CU|U)\b|\b(powershell|xfreerdp|mimikatz)\b|[\s"'=+|&](net1?|nltest|tasklist|taskkill|schtasks|ipconfig|systeminfo|wmic|reg|sc|vssadmin|dsquery) [\w/"]/i;

const placesOf = (commands: string, platforms: readonly string[]): readonly string[] =>
  platforms.includes('windows') || !ofWindows.test(commands) ? platforms : ['windows'];

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

/** Words of three and more letters, those that others begin with a capital, and those such as 7z; one of several like one; those that say nothing left out. */
const wordsIn = (text: string): Set<string> =>
  new Set(
    (
      `${text} ${text.replace(/([a-z])(?=[A-Z])/g, '$1 ')}`
        .toLowerCase()
        .match(/[a-z0-9]{3,}|\b(?:\d[a-z]|[a-z]\d)\b/g) ?? []
    )
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
  'cmd',
  'name',
  'temp',
  'user',
  'edr',
  'sysmon',
  'windows',
  'system',
  'system32',
  'users',
]);
