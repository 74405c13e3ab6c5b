/** A mail handed over by SMTP as own alarms tell it. */
import { Buffer } from 'node:buffer';
import type { Content } from '../../../model/rule.ts';
import { artefact, type Artefact } from '../../detections/shared/artefacts.ts';
import { latin1, says } from '../../detections/shared/talk.ts';
import type { Section, SectionReader, WireTelling } from '../text/section.ts';
import { contentsOf, inPacket, literal, parseTemplate } from '../text/template.ts';
import { client, server } from './lines.ts';

export function smtp({ attachment }: Section<'smtp'>, reader: SectionReader): WireTelling {
  const { from, to } = reader.texts({ from: '', to: '{user}@example.com' }, 'mail');
  const { subject } = reader.texts({ subject: '' }, 'line');
  const { body } = reader.texts({ body: 'Please see below.' });
  const name = reader.text(['attachment', 'name'], attachment?.name ?? '', 'line');
  const headers = reader.each('headers', 'line');
  const inMail = [
    ...inPacket(subject, 'Subject: ', '\r\n'),
    ...inPacket(from),
    ...inPacket(to),
    ...headers.flatMap(([key, value]) => inPacket(value, `${key}: `, '\r\n')),
    ...inPacket(body),
  ];
  const inFile = contentsOf(name, 'file.name');
  if (inMail.length > 0 && inFile.length > 0)
    reader.note(['attachment', 'name'], 'cannot be looked for together with other parts of the mail');
  // Senders and receivers stand in commands before the mail too; only its head has a subject.
  const head: Content = { in: 'packet', text: '\r\nSubject: ' };
  return {
    asked: [...inMail, ...inFile],
    rule: inFile.length > 0 ? { protocol: 'smtp' } : { protocol: 'tcp', port: 25, contents: [head] },
    port: 25,
    domain: literal('mail.example.com'),
    facts: {
      'email.from': from,
      'email.to': to,
      'email.subject': subject,
      ...(attachment && { 'file.name': name }),
    },
    at: 9,
    talk: ({ say }) => {
      const mail = [
        `From: <${say(from)}>`,
        `To: <${say(to)}>`,
        `Subject: ${say(subject)}`,
        ...headers.map(([key, value]) => `${key}: ${say(value)}`),
        ...(attachment ? parts(say(boundary), say(body), say(name), attachment.kind) : ['', say(body)]),
        '.',
        '',
      ].join('\r\n');
      return [
        server('220 mail.example.com ESMTP', 2000),
        client(`EHLO ${say(from).replace(/^.*@/, '')}`),
        server('250-mail.example.com\r\n250 8BITMIME'),
        client(`MAIL FROM:<${say(from)}>`),
        server('250 2.1.0 Ok'),
        client(`RCPT TO:<${say(to)}>`),
        server('250 2.1.5 Ok'),
        client('DATA'),
        server('354 End data with <CR><LF>.<CR><LF>'),
        { ...says('initiator', latin1(mail)), pin: 'first' },
        server('250 2.0.0 Ok: queued', 9000),
        client('QUIT'),
        server('221 2.0.0 Bye'),
      ];
    },
  };
}

/** Drawn once for an event, however often its mail is sent. */
const boundary = parseTemplate('{hex16}');

function parts(between: string, body: string, name: string, kind: Artefact = 'zip'): readonly string[] {
  const base64 = Buffer.from(artefact(kind, name)).toString('base64');
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${between}"`,
    '',
    `--${between}`,
    'Content-Type: text/plain',
    '',
    body,
    `--${between}`,
    `Content-Type: application/octet-stream; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    base64.replaceAll(/.{76}/g, '$&\r\n').trimEnd(),
    `--${between}--`,
  ];
}
