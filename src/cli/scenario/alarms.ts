/** The alarms that stories and detections may raise, as a table to search. */
import { everyDetection } from '../../generator/formats/catalogue.ts';
import { newestFormat } from '../../generator/formats/index.ts';
import { formatIn } from '../../generator/formats/scenario-catalogue.ts';
import { readScenario } from '../../generator/scenario.ts';
import { nearest } from '../../kernel/suggestion.ts';
import { UserError } from '../../kernel/fault.ts';
import { columnsText } from '../shared/columns.ts';

/** What stories may raise: those of a scenario, its own ones among them, or of the newest world format. */
export function catalogueFor(scenario: string | undefined) {
  return scenario === undefined ? newestFormat.catalogue : formatIn(readScenario(scenario)).catalogue;
}

/** All that a story's author chooses an alarm by. */
export const listOfAlarms = (scenario?: string) =>
  everyDetection(catalogueFor(scenario)).flatMap((detection) =>
    detection.alarms.map((alarm) => ({
      alarm: alarm.shortName,
      name: alarm.name,
      detection: detection.name,
      category: detection.category,
      severity: alarm.severity,
      attack: `${detection.attack.technique} ${detection.attack.techniqueName}`,
      tactics: detection.attack.tactics,
      telemetry: detection.telemetry,
      direction: detection.direction,
      protocol: detection.rule?.(alarm).protocol ?? detection.transport ?? detection.source ?? null,
      hasCapture: detection.flows !== undefined,
      signature: `${alarm.gid}:${alarm.sid}`,
    })),
  );

export type ListedAlarm = ReturnType<typeof listOfAlarms>[number];

/** Those in which every word occurs, in whatever column. Throws UserError with the nearest name where there is none. */
export function alarmsWith(search: string, scenario?: string): readonly ListedAlarm[] {
  const all = listOfAlarms(scenario);
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = all.filter((alarm) => {
    const text = `${Object.values(alarm).flat().join(' ')} ${alarm.hasCapture ? 'capture' : ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (found.length > 0) return found;
  const near = nearest(
    search,
    all.flatMap(({ alarm, detection }) => [alarm, detection]),
  );
  const hint = near === undefined ? 'tell one of your own below `alarms` of a scenario' : `did you mean ${near}?`;
  throw new UserError(`no alarm has "${search.slice(0, 60)}" in it; ${hint}`);
}

export const alarmsText = (rows: readonly ListedAlarm[]): string =>
  columnsText([
    ['ALARM', 'DETECTION', 'CATEGORY', 'SEVERITY', 'ATT&CK', 'PROTOCOL', 'CAPTURE', 'NAME'],
    ...rows.map((row) => [
      row.alarm,
      row.detection,
      row.category,
      row.severity,
      row.attack.split(' ', 1).join(''),
      row.protocol ?? row.telemetry,
      row.hasCapture ? 'yes' : '-',
      row.name,
    ]),
  ]);
