/** A command interpreter is told to do what administrators seldom do. */
import { Buffer } from 'node:buffer';
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const suspiciousShell = detection({
  name: 'suspicious-shell',
  category: 'endpoint',
  telemetry: 'endpoint',
  attack: { tactics: ['Execution'], technique: 'T1059.001', techniqueName: 'PowerShell' },
  killChain: {
    intent: 'Exploitation & Installation',
    strategy: 'Suspicious Behaviour',
    method: 'Suspicious PowerShell Command',
  },
  first: { id: 59721, sid: 1000451 },
  alarms: {
    'shell-encoded': {
      name: 'ENDPOINT - PowerShell with encoded command',
      severity: 'medium',
      weight: 185,
      option: '-enc ',
    },
    'shell-hidden': {
      name: 'ENDPOINT - PowerShell with hidden window',
      severity: 'medium',
      weight: 68,
      option: '-w hidden -enc ',
    },
    'shell-office-child': {
      name: 'ENDPOINT - Office program starts PowerShell',
      severity: 'high',
      weight: 33,
      option: '-nop -enc ',
    },
  },
  variants: (row, chance) =>
    many(6, () => ({
      properties: {
        'event.code': ['4688'],
        'process.executable': ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
        'process.command_line': [
          `powershell ${row.option}${Buffer.from(`Get-Date # ${chance.hex(8)}`, 'utf16le').toString('base64')}`,
        ],
        'process.args': ['powershell', ...row.option.trim().split(' ')],
        'user.name': [chance.pick(people)],
      },
    })),
});
