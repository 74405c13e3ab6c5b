/** A program arrives from a hostile web server. */
import { artefact, sha256, type Artefact } from './shared/artefacts.ts';
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { web } from './shared/web.ts';
import { browsers, files, hostileHost } from './shared/words.ts';

const magic: Readonly<Record<string, string>> = { pe: 'MZ', elf: '\x7fELF', script: '#!/bin/sh' };

interface Mark {
  readonly kind: Artefact;
  readonly suffix: string;
  readonly mime: string;
}

export const maliciousDownload = detection<Mark>({
  name: 'malicious-download',
  category: 'malwareDownload',
  direction: 'outbound',
  trigger: 'responder',
  attack: { tactics: ['Command and Control'], technique: 'T1105', techniqueName: 'Ingress Tool Transfer' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Malware Delivery', method: 'Executable Download' },
  first: { id: 59501, sid: 1000291 },
  alarms: {
    'download-pe': {
      name: 'FILE - Windows program from suspicious host',
      severity: 'high',
      weight: 64,
      kind: 'pe',
      suffix: '.exe',
      mime: 'application/octet-stream',
    },
    'download-elf': {
      name: 'FILE - Linux program from suspicious host',
      severity: 'high',
      weight: 42,
      kind: 'elf',
      suffix: '.x86',
      mime: 'application/x-executable',
    },
    'download-disguised': {
      name: 'FILE - Windows program served as picture',
      severity: 'critical',
      weight: 14,
      kind: 'pe',
      suffix: '.jpg',
      mime: 'image/jpeg',
    },
    'download-script': {
      name: 'FILE - Shell script from suspicious host',
      severity: 'medium',
      weight: 62,
      kind: 'script',
      suffix: '.sh',
      mime: 'text/x-shellscript',
    },
  },
  variants: (row, chance) =>
    many(6, () => {
      const name = `${chance.pick(files)}${chance.hex(4)}${row.suffix}`;
      return web({
        host: hostileHost(chance),
        uri: `/dl/${chance.hex(6)}/${name}`,
        agent: chance.pick(browsers),
        more: {
          'file.name': [name],
          'file.mime_type': [row.mime],
          'file.sha256': [sha256(artefact(row.kind, name))],
        },
      });
    }),
  settle: (row, variant) => {
    const name = variant.uri?.split('/').pop() ?? '';
    const hash = sha256(artefact(row.kind, name));
    return { ...variant, properties: { ...variant.properties, 'file.name': [name], 'file.sha256': [hash] } };
  },
  visit: (row, sighting) => ({
    reply: { type: row.mime, bytes: artefact(row.kind, fact(sighting.variant, 'file.name')) },
  }),
  rule: (row) => ({
    protocol: 'http',
    contents: [
      { in: 'http.content_type', text: row.mime },
      { in: 'file.data', text: magic[row.kind] ?? '', anchor: 'start' },
    ],
  }),
  // A program that calls itself a picture is no picture, and Wireshark says so.
  expert: ['HTTP body subdissector failed'],
});
