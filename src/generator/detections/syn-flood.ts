/** A service drowns in SYN packets. */
import { detection, many } from './shared/define.ts';
import { bursts, initiatorAt, wirePath } from './shared/talk.ts';

const flood = { count: 50, seconds: 10 } as const;

export const synFlood = detection({
  name: 'syn-flood',
  category: 'dos',
  attack: { tactics: ['Impact'], technique: 'T1498.001', techniqueName: 'Direct Network Flood' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Denial of Service', method: 'SYN Flood' },
  alarms: [
    {
      id: 59301,
      shortName: 'flood-syn',
      name: 'DOS - SYN flood, window 512',
      severity: 'high',
      sid: 1000171,
      weight: 80,
      window: 512,
    },
    {
      id: 59302,
      shortName: 'flood-syn-botnet',
      name: 'DOS - SYN flood, window 5840, botnet',
      severity: 'critical',
      sid: 1000172,
      weight: 26,
      window: 5840,
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      port: chance.pick([80, 443, 53, 8443, 22]),
      properties: { 'tcp.flags': ['S'], 'tcp.window': [String(row.window)] },
    })),
  sessionless: true,
  flows: (row, sighting) => {
    const path = wirePath(sighting, 'inbound');
    return bursts(sighting, flood.count, flood.seconds, 400).map((hit) => ({
      kind: 'probe',
      ...path,
      initiator: initiatorAt(sighting, hit.step),
      at: hit.at,
      trigger: hit.trigger,
      window: row.window,
      answer: 'silent',
    }));
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [],
    synWindow: row.window,
    threshold: { ...flood, track: 'destination' },
  }),
});
