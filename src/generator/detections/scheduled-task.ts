/** A program plants itself in the task scheduler or as a service. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const scheduledTask = detection({
  name: 'scheduled-task',
  category: 'endpoint',
  telemetry: 'endpoint',
  attack: {
    tactics: ['Execution', 'Persistence', 'Privilege Escalation'],
    technique: 'T1053',
    techniqueName: 'Scheduled Task/Job',
  },
  killChain: {
    intent: 'Environmental Awareness',
    strategy: 'Security Critical Event',
    method: 'Windows Scheduled Job Created',
  },
  first: { id: 59701, sid: 1000431 },
  alarms: {
    'task-created': {
      name: 'ENDPOINT - Scheduled task created',
      severity: 'low',
      weight: 310,
      code: '4698',
      image: 'C:\\Windows\\System32\\schtasks.exe',
    },
    'task-from-temp': {
      name: 'ENDPOINT - Scheduled task runs from temporary folder',
      severity: 'high',
      weight: 44,
      code: '4698',
      image: 'C:\\Users\\Public\\Temp\\svc.exe',
    },
  },
  variants: (row, chance) =>
    many(8, () => ({
      properties: {
        'event.code': [row.code],
        'process.executable': [row.image],
        'task.name': [
          `\\${chance.pick(['Updater', 'SyncHelper', 'OneTimeJob', 'Oppdatering på kvelden'])}${chance.below(90)}`,
        ],
        'user.name': [chance.pick(people)],
      },
    })),
});
