/** A catalogue of detections, and what is found in it by name. */
import { lazy } from '../../kernel/lazy.ts';
import type { Alarm, Detection } from '../../model/detection.ts';

/** An alarm, and the detection that raises it. */
export interface DetectedAlarm {
  readonly detection: Detection;
  readonly alarm: Alarm;
}

export interface Catalogue {
  readonly detections: readonly Detection[];
  readonly detectionOf: (name: string) => Detection | undefined;
  /** An alarm by short name or signature id. */
  readonly alarmOf: (name: string | number) => DetectedAlarm | undefined;
}

export function makeCatalogue(detections: readonly Detection[]): Catalogue {
  const byName = lazy(() => new Map(detections.map((detection) => [detection.name, detection])));
  const alarms = lazy(
    () =>
      new Map<string | number, DetectedAlarm>(
        detections.flatMap((detection) =>
          detection.alarms.flatMap((alarm) => [
            [alarm.shortName, { detection, alarm }],
            [alarm.sid, { detection, alarm }],
          ]),
        ),
      ),
  );
  return { detections, detectionOf: (name) => byName().get(name), alarmOf: (name) => alarms().get(name) };
}
