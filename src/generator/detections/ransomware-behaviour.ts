/** A machine destroys its own way back. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const ransomwareBehaviour = detection({
  name: 'ransomware-behaviour',
  category: 'endpoint',
  telemetry: 'endpoint',
  attack: { tactics: ['Impact'], technique: 'T1490', techniqueName: 'Inhibit System Recovery' },
  killChain: { intent: 'System Compromise', strategy: 'Malware Infection', method: 'Ransomware' },
  first: { id: 59731, sid: 1000461 },
  alarms: {
    'shadow-copies': {
      name: 'ENDPOINT - Shadow copies deleted',
      severity: 'critical',
      weight: 9,
      command: 'vssadmin.exe delete shadows /all /quiet',
    },
    'mass-rename': {
      name: 'ENDPOINT - Many files renamed in short time',
      severity: 'critical',
      weight: 8,
      command: 'svhost32.exe --all --note LES_MEG_NÅ.txt',
    },
  },
  variants: (row, chance) =>
    many(4, () => ({
      properties: {
        'event.code': ['4688'],
        'process.command_line': [row.command],
        'process.pid': [String(chance.between(400, 9000))],
        'user.name': [chance.pick(people)],
      },
    })),
});
