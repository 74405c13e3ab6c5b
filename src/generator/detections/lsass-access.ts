/** A process reads the memory that holds the passwords of a Windows machine. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const lsassAccess = detection({
  name: 'lsass-access',
  category: 'endpoint',
  telemetry: 'endpoint',
  attack: { tactics: ['Credential Access'], technique: 'T1003.001', techniqueName: 'LSASS Memory' },
  killChain: { intent: 'System Compromise', strategy: 'Credential Abuse', method: 'LSASS Memory Access' },
  first: { id: 59711, sid: 1000441 },
  alarms: {
    'lsass-read': {
      name: 'ENDPOINT - LSASS memory read',
      severity: 'high',
      weight: 29,
      code: '10',
      image: 'C:\\Tools\\procdump64.exe',
    },
    'lsass-minidump': {
      name: 'ENDPOINT - LSASS dumped by system library',
      severity: 'critical',
      weight: 15,
      code: '10',
      image: 'C:\\Windows\\System32\\rundll32.exe',
    },
  },
  variants: (row, chance) =>
    many(5, () => ({
      properties: {
        'event.code': [row.code],
        'process.executable': [row.image],
        'process.target': ['C:\\Windows\\System32\\lsass.exe'],
        'process.granted_access': [chance.pick(['0x1010', '0x1410', '0x1fffff'])],
        'process.pid': [String(chance.between(400, 9000))],
        'user.name': [chance.pick(people)],
      },
    })),
});
