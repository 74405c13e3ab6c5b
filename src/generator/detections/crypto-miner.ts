/** A host mines for a pool over stratum. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { latin1, says, triggers } from './shared/talk.ts';

export const cryptoMiner = detection({
  name: 'crypto-miner',
  category: 'mining',
  direction: 'outbound',
  attack: { tactics: ['Impact'], technique: 'T1496', techniqueName: 'Resource Hijacking' },
  killChain: { intent: 'System Compromise', strategy: 'Malware Infection', method: 'Cryptocurrency Miner' },
  first: { id: 59201, sid: 1000161 },
  alarms: {
    'miner-subscribe': {
      name: 'MINER - Stratum subscription',
      severity: 'medium',
      weight: 220,
      method: 'mining.subscribe',
    },
    'miner-login': {
      name: 'MINER - Stratum login, CryptoNight pool',
      severity: 'medium',
      weight: 160,
      method: 'login',
    },
    'miner-eth': {
      name: 'MINER - Stratum login, Ethash pool',
      severity: 'medium',
      weight: 50,
      method: 'eth_submitLogin',
    },
  },
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
  talk: (row, sighting) => {
    const { chance, variant } = sighting;
    const worker = fact(variant, 'stratum.worker');
    const line = (value: object): Uint8Array => latin1(`${JSON.stringify(value)}\n`);
    return (hit) => [
      triggers(says('initiator', line({ method: row.method, id: 1, params: [worker, 'x'] })), hit),
      says('responder', line({ id: 1, result: true, error: null }), 1_500),
      says('responder', line({ id: null, method: 'mining.notify', params: [chance.hex(8), chance.hex(64)] }), 900),
    ];
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [{ in: 'packet', text: `{"method":"${row.method}"`, anchor: 'start' }],
  }),
});
