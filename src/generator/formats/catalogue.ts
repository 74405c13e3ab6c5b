/** A catalogue of detections, and what is found in it by name. */
import { lazy } from '../../kernel/lazy.ts';
import type { Alarm, Detection } from '../../model/detection.ts';

/** An alarm, and the detection that raises it. */
export interface DetectedAlarm {
  readonly detection: Detection;
  readonly alarm: Alarm;
}

export interface Catalogue {
  /** Those that happen in any background. */
  readonly detections: readonly Detection[];
  /** Those that happen where a scenario names them; made when one of them is asked for. */
  readonly further: () => readonly Detection[];
  readonly detectionOf: (name: string) => Detection | undefined;
  /** An alarm by short name or signature id. */
  readonly alarmOf: (name: string | number) => DetectedAlarm | undefined;
}

export function makeCatalogue(
  detections: readonly Detection[],
  further: () => readonly Detection[] = () => [],
): Catalogue {
  const [own, others] = [indexOf(() => detections), indexOf(further)];
  return {
    detections,
    further,
    detectionOf: (name) => own.detections().get(name) ?? others.detections().get(name),
    alarmOf: (name) => own.alarms().get(name) ?? others.alarms().get(name),
  };
}

/** All of a catalogue. */
export const everyDetection = ({ detections, further }: Catalogue): readonly Detection[] => [
  ...detections,
  ...further(),
];

function indexOf(all: () => readonly Detection[]) {
  return {
    detections: lazy(() => new Map(all().map((detection) => [detection.name, detection]))),
    alarms: lazy(
      () =>
        new Map<string | number, DetectedAlarm>(
          all().flatMap((detection) =>
            detection.alarms.flatMap((alarm) => [
              [alarm.shortName, { detection, alarm }],
              [alarm.sid, { detection, alarm }],
            ]),
          ),
        ),
    ),
  };
}
