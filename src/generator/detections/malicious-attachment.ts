/** A mail brings a file that runs when it is opened. */
import { Buffer } from 'node:buffer';
import type { Variant } from '../../model/detection.ts';
import { artefact, sha256, type Artefact } from './shared/artefacts.ts';
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { files, people } from './shared/words.ts';
import { latin1, says, triggers } from './shared/talk.ts';

/** A MIME message with one attachment, dot and all. */
function message(variant: Variant, attachment: Uint8Array, boundary: string): Uint8Array {
  const base64 = Buffer.from(attachment).toString('base64').replaceAll(/.{76}/g, '$&\r\n').trimEnd();
  return latin1(
    [
      `From: <${fact(variant, 'email.from')}>`,
      `To: <${fact(variant, 'email.to')}>`,
      `Subject: ${fact(variant, 'email.subject')}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      'Please see the attachment.',
      `--${boundary}`,
      `Content-Type: application/octet-stream; name="${fact(variant, 'file.name')}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${fact(variant, 'file.name')}"`,
      '',
      base64,
      `--${boundary}--`,
      '.',
      '',
    ].join('\r\n'),
  );
}

interface Mark {
  readonly kind: Artefact;
  readonly suffix: string;
}

const subjects = ['Your invoice', 'Delivery note', 'Salary review', 'Overdue payment', 'Scanned document'] as const;
const mailable = people.filter((person) => !person.includes('å'));

export const maliciousAttachment = detection<Mark>({
  name: 'malicious-attachment',
  category: 'phishing',
  attack: { tactics: ['Initial Access'], technique: 'T1566.001', techniqueName: 'Spearphishing Attachment' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Phishing', method: 'Malicious Attachment' },
  first: { id: 59411, sid: 1000301 },
  alarms: {
    'mail-archive': {
      name: 'MAIL - Archive with script attached',
      severity: 'medium',
      weight: 280,
      kind: 'zip',
      suffix: '.js.zip',
    },
    'mail-document': {
      name: 'MAIL - Document with macros attached',
      severity: 'high',
      weight: 175,
      kind: 'document',
      suffix: '.docm',
    },
    'mail-disc': {
      name: 'MAIL - Disc image attached',
      severity: 'high',
      weight: 52,
      kind: 'image',
      suffix: '.iso',
    },
  },
  variants: (row, chance) =>
    many(5, () => {
      const name = `${chance.pick(files)}-${chance.hex(4)}${row.suffix}`;
      return {
        domain: 'mail.example.com',
        port: 25,
        properties: {
          'email.from': [`billing@${chance.pick(['palefalcon.example', 'rustywharf.test', 'dimquarry.invalid'])}`],
          'email.to': [`${chance.pick(mailable)}@example.com`],
          'email.subject': [`${chance.pick(subjects)} ${chance.between(1000, 9999)}`],
          'file.name': [name],
          'file.sha256': [sha256(artefact(row.kind, name))],
        },
      };
    }),
  settle: (row, variant) => {
    const hash = sha256(artefact(row.kind, fact(variant, 'file.name')));
    return { ...variant, properties: { ...variant.properties, 'file.sha256': [hash] } };
  },
  talk: (row, sighting) => {
    const { chance, variant } = sighting;
    const from = fact(variant, 'email.from');
    const to = fact(variant, 'email.to');
    const mail = message(variant, artefact(row.kind, fact(variant, 'file.name')), chance.hex(16));
    return (hit) => [
      says('responder', latin1('220 mail.example.com ESMTP\r\n'), 2_000),
      says('initiator', latin1(`EHLO ${from.slice(from.indexOf('@') + 1)}\r\n`)),
      says('responder', latin1('250-mail.example.com\r\n250 8BITMIME\r\n')),
      says('initiator', latin1(`MAIL FROM:<${from}>\r\n`)),
      says('responder', latin1('250 2.1.0 Ok\r\n')),
      says('initiator', latin1(`RCPT TO:<${to}>\r\n`)),
      says('responder', latin1('250 2.1.5 Ok\r\n')),
      says('initiator', latin1('DATA\r\n')),
      says('responder', latin1('354 End data with <CR><LF>.<CR><LF>\r\n')),
      { ...triggers(says('initiator', mail), hit), pin: 'first' },
      says('responder', latin1('250 2.0.0 Ok: queued\r\n'), 9_000),
      says('initiator', latin1('QUIT\r\n')),
      says('responder', latin1('221 2.0.0 Bye\r\n')),
    ];
  },
  rule: (row) => ({ protocol: 'smtp', contents: [{ in: 'file.name', text: row.suffix, anchor: 'end' }] }),
});
