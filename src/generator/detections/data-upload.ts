/** An archive leaves for a file host that nobody at work uses. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { files } from './shared/words.ts';
import { noise } from './shared/noise.ts';

export const dataUpload = detection({
  name: 'data-upload',
  category: 'exfiltration',
  direction: 'outbound',
  attack: { tactics: ['Exfiltration'], technique: 'T1567.002', techniqueName: 'Exfiltration to Cloud Storage' },
  killChain: { intent: 'System Compromise', strategy: 'Data Exfiltration', method: 'HTTP Upload' },
  first: { id: 58821, sid: 1000241 },
  alarms: {
    'upload-sync-tool': {
      name: 'EXFIL - Bulk upload with a sync tool',
      severity: 'high',
      weight: 32,
      agent: 'rclone/v1.66.0',
      path: '/remote.php/dav/files/',
    },
    'upload-anonymous': {
      name: 'EXFIL - Upload to anonymous file drop',
      severity: 'medium',
      weight: 55,
      agent: 'curl/8.7.1',
      path: '/anon-drop/',
    },
  },
  variants: (row, chance) =>
    many(6, (index) =>
      web({
        host: chance.pick(['storage.filehost.example', 'drop.sharebox.test', 'eu1.filehost.example']),
        uri: `${row.path}${chance.pick(files)}-${index}${chance.hex(4)}.7z`,
        agent: row.agent,
        method: 'PUT',
        status: 201,
      }),
    ),
  visit: (_row, { chance }) => ({
    body: noise(chance, 6000),
    bodyType: 'application/x-7z-compressed',
    pin: 'first',
  }),
  rule: (row) => ({
    protocol: 'http',
    contents: [
      { in: 'http.method', text: 'PUT' },
      { in: 'http.uri', text: row.path, anchor: 'start' },
      { in: 'http.user_agent', text: row.agent, anchor: 'start' },
    ],
  }),
});
