/** Somebody outside reads a device with a factory SNMP community. */
import type { Variant } from '../../model/detection.ts';
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { latin1, says, triggers } from './shared/talk.ts';
import { element, integer, objectIdentifier } from './shared/der.ts';

/** An SNMPv1 message (RFC 1157): 0xa0 asks, 0xa2 answers. */
const message = (variant: Variant, kind: number, value: Uint8Array): Uint8Array =>
  element(
    0x30,
    integer(0),
    element(0x04, latin1(fact(variant, 'snmp.community'))),
    element(
      kind,
      integer(Number(fact(variant, 'snmp.request_id'))),
      integer(0),
      integer(0),
      element(0x30, element(0x30, objectIdentifier(fact(variant, 'snmp.oid')), value)),
    ),
  );

export const snmpCommunity = detection({
  name: 'snmp-community',
  category: 'informationLeak',
  transport: 'udp',
  attack: { tactics: ['Collection'], technique: 'T1602.001', techniqueName: 'SNMP (MIB Dump)' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Information Disclosure', method: 'SNMP' },
  first: { id: 58941, sid: 1000281 },
  alarms: {
    'snmp-public': {
      name: 'SNMP - Read with community public',
      severity: 'low',
      weight: 480,
      community: 'public',
    },
    'snmp-private': {
      name: 'SNMP - Read with community private',
      severity: 'medium',
      weight: 180,
      community: 'private',
    },
  },
  variants: (row, chance) =>
    many(5, (index) => ({
      port: 161,
      properties: {
        'snmp.community': [row.community],
        'snmp.oid': [`1.3.6.1.2.1.1.${index + 1}.0`],
        'snmp.request_id': [String(chance.between(1, 30000))],
      },
    })),
  talk:
    (_row, { variant }) =>
    (hit) => [
      triggers(says('initiator', message(variant, 0xa0, element(0x05))), hit),
      says('responder', message(variant, 0xa2, element(0x04, latin1('inert device'))), 2_000),
    ],
  rule: (row) => ({
    protocol: 'udp',
    port: 161,
    contents: [
      { in: 'packet', text: `\x02\x01\0\x04${String.fromCharCode(row.community.length)}${row.community}`, offset: 2 },
    ],
  }),
});
