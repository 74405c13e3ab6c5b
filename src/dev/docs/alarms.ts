/** The page of all alarms: what an analyst reads, and what a scenario names them by. */
import { newestFormat } from '../../generator/formats/index.ts';
import { signatureOf, type Detection } from '../../model/detection.ts';
import { categories } from '../../model/category.ts';
import { tableText } from './parts.ts';

export function alarmsPage(): string {
  const { detections, further } = newestFormat.catalogue;
  const alarms = detections.reduce((sum, detection) => sum + detection.alarms.length, 0);
  return `# Alarms

The catalogue of world format ${newestFormat.number}: ${alarms} alarms of ${detections.length} detections. A step of a [scenario](scenarios.md) names an alarm (\`alarm: ssh-brute-libssh\`), and
\`detections\` of a scenario sets how often a detection happens in the background. This page is made from the catalogue.

Alarms with a capture are those of network detections. ATT&CK is what the technique of a detection is called there.

${detections.map(sectionOf).join('\n\n')}

## Alarms for stories

${further().length} more, which happen where a scenario names them: in a story's step, or with a rate of its own in \`detections\`. Each is a detection of the same name, written in the
vocabulary that [alarms of one's own](tell-an-attack.md) are written in; \`siem-sim scenario alarms --search T1558\` finds those of a technique.

${tacticTables(further())}
`;
}

/** By their first tactic, in the order of an attack. */
function tacticTables(detections: readonly Detection[]): string {
  const tactics = [...new Set(detections.map(({ attack }) => attack.tactics[0] ?? ''))].sort();
  return tactics
    .map((tactic) => {
      const own = detections.filter(({ attack }) => attack.tactics[0] === tactic);
      const rows = own.map((one) => {
        const [alarm] = one.alarms;
        const seen = alarm === undefined ? '' : (one.rule?.(alarm).protocol ?? one.source ?? '');
        return [`\`${one.name}\``, alarm?.name ?? '', alarm?.severity ?? '', one.attack.technique, seen];
      });
      return `### ${tactic}\n\n${tableText(['alarm', 'what an analyst reads', 'severity', 'ATT&CK', 'seen in'], rows)}`;
    })
    .join('\n\n');
}

function sectionOf(detection: Detection): string {
  const { name, category, telemetry, transport, direction, attack, killChain, alarms } = detection;
  return `## ${name}

${categories[category].name}; ATT&CK ${attack.technique} (${attack.techniqueName}). Seen by ${telemetry} sensors, ${direction}${transport === null ? '' : `, ${transport.toUpperCase()}`}${detection.flows === undefined ? ', no capture' : ', with captures'}. In USM Anywhere:
${killChain.intent}, ${killChain.strategy}, ${killChain.method}.

${tableText(
  ['alarm', 'what an analyst reads', 'severity', 'signature'],
  alarms.map((alarm) => [`\`${alarm.shortName}\``, alarm.name, alarm.severity, signatureOf(alarm)]),
)}`;
}
