/** One source tries many ports of one host with bare SYN packets. */
import { detection, many } from './shared/define.ts';
import { bursts, initiatorAt, wirePath } from './shared/talk.ts';

const sweep = { count: 20, seconds: 60 } as const;

const ports = [21, 22, 23, 25, 80, 110, 139, 143, 443, 445, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 9200] as const;

export const portScan = detection({
  name: 'port-scan',
  category: 'scan',
  attack: { tactics: ['Discovery'], technique: 'T1046', techniqueName: 'Network Service Scanning' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Portscan', method: 'Nmap' },
  alarms: [
    {
      id: 58901,
      shortName: 'scan-syn',
      name: 'SCAN - TCP SYN scan, small window',
      severity: 'low',
      sid: 1000121,
      weight: 6000,
      window: 1024,
    },
    {
      id: 58902,
      shortName: 'scan-syn-fast',
      name: 'SCAN - TCP SYN scan, stateless scanner',
      severity: 'low',
      sid: 1000122,
      weight: 1500,
      window: 65535,
    },
    {
      id: 58903,
      shortName: 'scan-syn-slow',
      name: 'SCAN - TCP SYN scan, window 3072',
      severity: 'low',
      sid: 1000123,
      weight: 500,
      window: 3072,
    },
  ],
  variants: (row, chance) =>
    many(12, () => ({
      port: chance.pick(ports),
      properties: { 'tcp.flags': ['S'], 'tcp.window': [String(row.window)] },
    })),
  sessionless: true,
  flows: (row, sighting) => {
    const path = wirePath(sighting, 'inbound');
    const { port } = sighting.responder;
    return bursts(sighting, sweep.count, sweep.seconds, 35_000).map((hit) => {
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
    });
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [],
    synWindow: row.window,
    threshold: { ...sweep, track: 'source' },
  }),
  expert: ['Connection reset (RST)'],
});
