/** A machine destroys its own way back. */
import { detection, many } from './shared/define.ts';
import { windowsEvent } from './shared/log.ts';
import { people } from './shared/words.ts';

export const ransomwareBehaviour = detection({
  name: 'ransomware-behaviour',
  category: 'endpoint',
  telemetry: 'endpoint',
  transport: null,
  direction: 'internal',
  attack: { tactics: ['Impact'], technique: 'T1490', techniqueName: 'Inhibit System Recovery' },
  killChain: { intent: 'System Compromise', strategy: 'Malware Infection', method: 'Ransomware' },
  alarms: [
    {
      id: 59731,
      shortName: 'shadow-copies',
      name: 'ENDPOINT - Shadow copies deleted',
      severity: 'critical',
      sid: 1000461,
      weight: 9,
      command: 'vssadmin.exe delete shadows /all /quiet',
    },
    {
      id: 59732,
      shortName: 'mass-rename',
      name: 'ENDPOINT - Many files renamed in short time',
      severity: 'critical',
      sid: 1000462,
      weight: 8,
      command: 'svhost32.exe --all --note LES_MEG_NÅ.txt',
    },
  ],
  variants: (row, chance) =>
    many(4, () => ({
      properties: {
        'event.code': ['4688'],
        'process.command_line': [row.command],
        'process.pid': [String(chance.between(400, 9000))],
        'user.name': [chance.pick(people)],
      },
    })),
  log: (_row, sighting) => windowsEvent(sighting),
});
