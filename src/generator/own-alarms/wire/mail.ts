/** A mail handed over by SMTP as own alarms tell it. */
import { Buffer } from 'node:buffer';
import type { Content } from '../../../model/rule.ts';
import { artefact } from '../../detections/shared/artefacts.ts';
import { latin1, says, triggers } from '../../detections/shared/talk.ts';
import { oneSided, type SectionReader, type ScenarioAlarm, type WireTelling, type ToldEvent } from '../text/section.ts';
import { contentsOf, inPacket, literal } from '../text/template.ts';
import { client, server } from './lines.ts';

export function smtp(section: NonNullable<ScenarioAlarm['smtp']>, reader: SectionReader): WireTelling {
  const { attachment } = section;
  const from = reader.text(['from'], section.from, '', 'mail');
  const to = reader.text(['to'], section.to, '{user}@example.com', 'mail');
  const subject = reader.text(['subject'], section.subject, '', 'wire');
  const body = reader.text(['body'], section.body, 'Please see below.', 'wire');
  const name = reader.text(['attachment', 'name'], attachment?.name, '', 'wire');
  const headers = Object.entries(section.headers ?? {}).map(
    ([key, value]) => [key, reader.text(['headers', key], value, '', 'wire')] as const,
  );
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
  const { contents } = oneSided(reader, [...inMail, ...inFile], []);
  // Senders and receivers stand in commands before the mail too; only its head has a subject.
  const head: Content = { in: 'packet', text: '\r\nSubject: ' };
  return {
    port: 25,
    domain: literal('mail.example.com'),
    facts: {
      'email.from': from,
      'email.to': to,
      'email.subject': subject,
      ...(attachment && { 'file.name': name }),
    },
    rule:
      inFile.length > 0 ? { protocol: 'smtp', contents } : { protocol: 'tcp', port: 25, contents: [head, ...contents] },
    talk: (told) => {
      const { say } = told;
      const mail = [
        `From: <${say(from)}>`,
        `To: <${say(to)}>`,
        `Subject: ${say(subject)}`,
        ...headers.map(([key, value]) => `${key}: ${say(value)}`),
        ...parts(told, say(body), attachment && { name: say(name), kind: attachment.kind ?? 'zip' }),
        '.',
        '',
      ].join('\r\n');
      return (hit) => [
        server('220 mail.example.com ESMTP', 2000),
        client(`EHLO ${say(from).replace(/^.*@/, '')}`),
        server('250-mail.example.com\r\n250 8BITMIME'),
        client(`MAIL FROM:<${say(from)}>`),
        server('250 2.1.0 Ok'),
        client(`RCPT TO:<${say(to)}>`),
        server('250 2.1.5 Ok'),
        client('DATA'),
        server('354 End data with <CR><LF>.<CR><LF>'),
        { ...triggers(says('initiator', latin1(mail)), hit), pin: 'first' },
        server('250 2.0.0 Ok: queued', 9000),
        client('QUIT'),
        server('221 2.0.0 Bye'),
      ];
    },
  };
}

interface Attached {
  readonly name: string;
  readonly kind: Parameters<typeof artefact>[0];
}

function parts({ chance }: ToldEvent, body: string, attached: Attached | undefined): readonly string[] {
  if (attached === undefined) return ['', body];
  const boundary = chance.hex(16);
  const base64 = Buffer.from(artefact(attached.kind, attached.name)).toString('base64');
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain',
    '',
    body,
    `--${boundary}`,
    `Content-Type: application/octet-stream; name="${attached.name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${attached.name}"`,
    '',
    base64.replaceAll(/.{76}/g, '$&\r\n').trimEnd(),
    `--${boundary}--`,
  ];
}
