/** An implant asks its controller for work at a steady interval. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, hostileHost } from './shared/words.ts';
import { noise } from './shared/noise.ts';

export const c2Beacon = detection({
  name: 'c2-beacon',
  category: 'callback',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071.001', techniqueName: 'Web Protocols' },
  killChain: { intent: 'System Compromise', strategy: 'C&C Communication', method: 'HTTP Beacon' },
  first: { id: 58202, sid: 1000011 },
  alarms: {
    'beacon-task-poll': {
      name: 'C2 - Periodic task poll over HTTP',
      severity: 'high',
      weight: 150,
      path: '/api/tasks/poll/',
    },
    'beacon-pixel': {
      name: 'C2 - Beacon in tracking pixel request',
      severity: 'medium',
      weight: 100,
      path: '/px/__b.gif?k=',
    },
    'beacon-script': {
      id: 58207,
      name: 'C2 - Beacon disguised as script library',
      severity: 'high',
      weight: 75,
      path: '/lib/jq-3.3.1.slim.min.js?sess=',
    },
  },
  variants: (row, chance) =>
    many(8, () =>
      web({
        host: hostileHost(chance),
        uri: `${row.path}${chance.hex(16)}`,
        agent: chance.pick(browsers),
        status: chance.chance(1, 4) ? 404 : 200,
        more: { 'beacon.interval': [String(chance.pick([30, 60, 120, 300]))] },
      }),
    ),
  visit: (_row, sighting) => ({
    reply: { type: 'application/octet-stream', bytes: noise(sighting.chance, 48) },
  }),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.path, anchor: 'start' }] }),
});
