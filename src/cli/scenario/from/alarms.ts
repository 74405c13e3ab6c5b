/** Which alarm of the catalogue tells a step: one of its technique, else of the technique above it, else of one below. */
import { everyDetection, type Catalogue, type DetectedAlarm } from '../../../generator/formats/catalogue.ts';
import type { PlanStep } from './plan.ts';

export interface ChosenAlarm {
  readonly alarm: DetectedAlarm;
  /** The technique that the alarm is of. */
  readonly technique: string;
}

/** Chooses for one step after another; of alarms that fit alike, the one that was told least. */
export function makeAlarmChoice(catalogue: Catalogue): (step: PlanStep) => ChosenAlarm | null {
  const all = everyDetection(catalogue).flatMap((detection) =>
    detection.alarms.map((alarm): DetectedAlarm => ({ detection, alarm })),
  );
  const times = new Map<DetectedAlarm, number>();
  const words = new Map(
    all.map((entry) => [entry, wordsIn(`${entry.alarm.name} ${entry.alarm.shortName} ${entry.detection.name}`)]),
  );
  const fits: readonly ((wanted: string, has: string) => boolean)[] = [
    (wanted, has) => has === wanted,
    (wanted, has) => has === parentOf(wanted),
    (wanted, has) => parentOf(has) === wanted,
  ];
  return ({ technique, text }) => {
    if (technique === null) return null;
    const wanted = wordsIn(text);
    for (const fit of fits) {
      const candidates = all.filter(({ detection }) => fit(technique, detection.attack.technique));
      const scored = candidates.map((entry) => ({
        entry,
        score: [...(words.get(entry) ?? [])].filter((word) => wanted.has(word)).length,
        told: times.get(entry) ?? 0,
      }));
      const [best] = scored.toSorted((one, other) => other.score - one.score || one.told - other.told);
      if (best === undefined) continue;
      times.set(best.entry, best.told + 1);
      return { alarm: best.entry, technique: best.entry.detection.attack.technique };
    }
    return null;
  };
}

const parentOf = (technique: string): string => technique.split('.')[0] ?? technique;

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[a-z0-9]{3,}/g));
