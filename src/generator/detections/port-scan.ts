/** One source tries many ports of one host with bare SYN packets. */
import { detection, many } from './shared/define.ts';
import { initiatorAt } from './shared/talk.ts';

const ports = [21, 22, 23, 25, 80, 110, 139, 143, 443, 445, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 9200] as const;

export const portScan = detection({
  name: 'port-scan',
  category: 'scan',
  attack: { tactics: ['Discovery'], technique: 'T1046', techniqueName: 'Network Service Scanning' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Portscan', method: 'Nmap' },
  first: { id: 58901, sid: 1000121 },
  alarms: {
    'scan-syn': {
      name: 'SCAN - TCP SYN scan, small window',
      severity: 'low',
      weight: 6000,
      window: 1024,
    },
    'scan-syn-fast': {
      name: 'SCAN - TCP SYN scan, stateless scanner',
      severity: 'low',
      weight: 1500,
      window: 65535,
    },
    'scan-syn-slow': {
      name: 'SCAN - TCP SYN scan, window 3072',
      severity: 'low',
      weight: 500,
      window: 3072,
    },
  },
  burst: { count: 20, seconds: 60, track: 'source', spacing: 35_000 },
  variants: (row, chance) =>
    many(12, () => ({
      port: chance.pick(ports),
      properties: { 'tcp.flags': ['S'], 'tcp.window': [String(row.window)] },
    })),
  sessionless: true,
  packet: (row, sighting, path) => {
    const { port } = sighting.responder;
    return (hit) => {
      // The last port of each burst is the event's; those before it are any others.
      const target = hit.trigger ? port : 1 + ((port + 1 + hit.place * 211) % 65_535);
      return {
        kind: 'probe',
        ...path,
        initiator: initiatorAt(sighting, hit.step),
        responder: { address: path.responder.address, port: target },
        at: hit.at,
        trigger: hit.trigger,
        window: row.window,
        answer: hit.trigger ? 'open' : 'closed',
      };
    };
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [],
    synWindow: row.window,
  }),
  expert: ['Connection reset (RST)'],
});
