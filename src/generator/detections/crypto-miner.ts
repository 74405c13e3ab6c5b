/** A host mines for a pool over stratum. */
import { detection, fact, many } from './shared/define.ts';
import { latin1, wirePath, says, tcpSession, singleFlow, triggers } from './shared/talk.ts';

export const cryptoMiner = detection({
  name: 'crypto-miner',
  category: 'mining',
  direction: 'outbound',
  attack: { tactics: ['Impact'], technique: 'T1496', techniqueName: 'Resource Hijacking' },
  killChain: { intent: 'System Compromise', strategy: 'Malware Infection', method: 'Cryptocurrency Miner' },
  alarms: [
    {
      id: 59201,
      shortName: 'miner-subscribe',
      name: 'MINER - Stratum subscription',
      severity: 'medium',
      sid: 1000161,
      weight: 220,
      method: 'mining.subscribe',
    },
    {
      id: 59202,
      shortName: 'miner-login',
      name: 'MINER - Stratum login, CryptoNight pool',
      severity: 'medium',
      sid: 1000162,
      weight: 160,
      method: 'login',
    },
    {
      id: 59203,
      shortName: 'miner-eth',
      name: 'MINER - Stratum login, Ethash pool',
      severity: 'medium',
      sid: 1000163,
      weight: 50,
      method: 'eth_submitLogin',
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      domain: `pool${chance.between(1, 9)}.${chance.pick(['hashhouse.example', 'minefield.test', 'coinpit.example.net'])}`,
      port: chance.pick([3333, 4444, 14444]),
      properties: {
        'app.name': ['Stratum'],
        'stratum.method': [row.method],
        'stratum.worker': [`rig${chance.hex(6)}`],
      },
    })),
  flows: (row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'outbound');
    const worker = fact(variant, 'stratum.worker');
    const line = (value: object): Uint8Array => latin1(`${JSON.stringify(value)}\n`);
    return singleFlow(sighting).map((hit) =>
      tcpSession(sighting, path, hit.step, [
        triggers(says('initiator', line({ method: row.method, id: 1, params: [worker, 'x'] })), hit.at),
        says('responder', line({ id: 1, result: true, error: null }), 1_500),
        says('responder', line({ id: null, method: 'mining.notify', params: [chance.hex(8), chance.hex(64)] }), 900),
      ]),
    );
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [{ in: 'packet', text: `{"method":"${row.method}"`, anchor: 'start' }],
  }),
});
