/** A service drowns in SYN packets. */
import { detection, many } from './shared/define.ts';
import { initiatorAt } from './shared/talk.ts';

export const synFlood = detection({
  name: 'syn-flood',
  category: 'dos',
  attack: { tactics: ['Impact'], technique: 'T1498.001', techniqueName: 'Direct Network Flood' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Denial of Service', method: 'SYN Flood' },
  first: { id: 59301, sid: 1000171 },
  alarms: {
    'flood-syn': {
      name: 'DOS - SYN flood, window 512',
      severity: 'high',
      weight: 80,
      window: 512,
    },
    'flood-syn-botnet': {
      name: 'DOS - SYN flood, window 5840, botnet',
      severity: 'critical',
      weight: 26,
      window: 5840,
    },
  },
  burst: { count: 50, seconds: 10, track: 'destination', spacing: 400 },
  variants: (row, chance) =>
    many(6, () => ({
      port: chance.pick([80, 443, 53, 8443, 22]),
      properties: { 'tcp.flags': ['S'], 'tcp.window': [String(row.window)] },
    })),
  sessionless: true,
  packet: (row, sighting, path) => (hit) => ({
    kind: 'probe',
    ...path,
    initiator: initiatorAt(sighting, hit.step),
    at: hit.at,
    trigger: hit.trigger,
    window: row.window,
    answer: 'silent',
  }),
  rule: (row) => ({
    protocol: 'tcp',
    contents: [],
    synWindow: row.window,
  }),
});
