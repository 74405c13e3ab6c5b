/** Protocols of lines: SMTP, FTP, SIP, and the banner of SSH. */
import type { Decoder } from './application.ts';
import { lineOf } from './http.ts';
import type { Reader } from './reader.ts';

interface Names {
  readonly command: string;
  readonly argument: string;
  readonly code: string;
  readonly text: string;
}

/** Commands, one a segment, and answers with a number, a line each; what is neither is content, such as a mail. */
const dialogue =
  (names: Names, verbs: RegExp): Decoder =>
  (reader) => {
    const said: string[] = [];
    while (reader.left > 0) {
      const { text, at } = lineOf(reader);
      const answer = /^(\d{3})[ -](.*)$/.exec(text);
      const spoken = answer ?? (said.length === 0 ? verbs.exec(text) : null);
      if (spoken === null) break;
      const [, first = '', second = ''] = spoken;
      const [name, rest] = answer === null ? [names.command, names.argument] : [names.code, names.text];
      // The lines of one answer repeat its number.
      if (said.length === 0 || !said[0]?.startsWith(first))
        reader.fields.push({ name, value: first, at, length: first.length });
      if (second !== '')
        reader.fields.push({ name: rest, value: second, at: at + first.length + 1, length: second.length });
      said.push(text);
    }
    return said[0] ?? '';
  };

export const decodeSmtp = dialogue(
  {
    command: 'smtp.req.command',
    argument: 'smtp.req.parameter',
    code: 'smtp.response.code',
    text: 'smtp.rsp.parameter',
  },
  /^(HELO|EHLO|MAIL|RCPT|DATA|QUIT|RSET|NOOP|AUTH|STARTTLS|VRFY|EXPN)(?: (.*))?$/i,
);

export const decodeFtp = dialogue(
  {
    command: 'ftp.request.command',
    argument: 'ftp.request.arg',
    code: 'ftp.response.code',
    text: 'ftp.response.arg',
  },
  /^([A-Z]{3,4})(?: (.*))?$/i,
);

export function decodeSsh(reader: Reader): string {
  const { text, at } = lineOf(reader);
  reader.fields.push({ name: 'ssh.protocol', value: text, at, length: text.length });
  return text;
}

export function decodeSip(reader: Reader): string {
  const { text, at } = lineOf(reader);
  const [, method = '', uri = ''] = /^([A-Z]+) (sips?:\S+) SIP/.exec(text) ?? [];
  const [, code = ''] = /^SIP\/2\.0 (\d+)/.exec(text) ?? [];
  for (const [name, value] of [
    ['sip.Method', method],
    ['sip.r-uri', uri],
    ['sip.Status-Code', code],
  ] as const)
    if (value !== '') reader.fields.push({ name, value, at: at + text.indexOf(value), length: value.length });
  return text;
}
