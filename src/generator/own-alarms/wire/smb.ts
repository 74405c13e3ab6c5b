/** A file of a Windows share opened over SMB 2.1 (MS-SMB2), from the negotiation on. */
import { Buffer } from 'node:buffer';
import type { Content } from '../../../model/rule.ts';
import type { Side, Turn } from '../../../model/flow.ts';
import { noise } from '../../detections/shared/noise.ts';
import { join, layout, little16, little32, sized24, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says } from '../../detections/shared/talk.ts';
import { personOf, whoever, type Section, type SectionReader, type WireTelling } from '../text/section.ts';
import { contentsOf, literal, marksOf, type TextTemplate } from '../text/template.ts';
import { ntlmAuthenticate, ntlmChallenge, ntlmNegotiate } from './ntlm.ts';

const commands = { negotiate: 0, setup: 1, tree: 3, create: 5, close: 6, write: 9 } as const;
type Command = keyof typeof commands;

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Where a conversation stands. */
interface Standing {
  readonly message: number;
  readonly session: number;
  readonly tree: number;
  readonly status?: number;
}

function packet(
  from: Side,
  command: Command,
  { message, session, tree, status = 0 }: Standing,
  body: Uint8Array,
): Turn {
  const isAnswer = from === 'responder';
  const header = layout`fe534d42 4000 0100 ${little32(status)} ${little16(commands[command])} 1f00
    ${little32(isAnswer ? 1 : 0)} 00000000 ${little32(message)} ${8} ${little32(tree)} ${little32(session)} ${20}`;
  return says(from, join(u8(0), sized24(join(header, body))), isAnswer ? 700 : 300);
}

const sizeOf = ({ length }: Uint8Array): Uint8Array => little16(length);
const setupRequest = (token: Uint8Array): Uint8Array => layout`1900 00 01 ${8} 5800 ${sizeOf(token)} ${8} ${token}`;
const setupAnswer = (token: Uint8Array): Uint8Array => layout`0900 0000 4800 ${sizeOf(token)} ${token}`;
const createRequest = (name: Uint8Array): Uint8Array =>
  layout`3900 00 00 02000000 ${16} 9f011200 80000000 07000000 05000000 40000000 7800 ${sizeOf(name)} ${8} ${name}`;

const moreProcessing = 0xc0000016;

const places = { share: 6, file: 8, data: 10 } as const;
type Place = keyof typeof places;

export function smb(section: Section<'smb'>, reader: SectionReader): WireTelling {
  const texts = reader.texts({ share: '', file: '', data: '' });
  const { share, file, data } = texts;
  if (section.data !== undefined && /^(\[\[)?IPC\$/.test(section.share))
    reader.note(['data'], 'is written to files only: what goes through a pipe is told by `rpc`');
  const [what = 'file', further] = (Object.keys(places) as Place[]).filter((one) => marksOf(texts[one]).length > 0);
  if (further !== undefined) reader.note([further], 'is sent in another packet than what is looked for already');
  return {
    direction: 'internal',
    asked: lookedFor(what, texts[what]),
    rule: { protocol: 'tcp', port: 445 },
    port: 445,
    facts: { 'smb.share': share, 'smb.filename': file, 'smb.dialect': literal('2.10'), 'user.name': whoever },
    at: places[what],
    talk: (told) => {
      const { say, chance, sighting } = told;
      const path = wide(`\\\\${sighting.responder.address}\\${say(share)}`);
      const name = wide(say(file));
      const bytes = section.data === undefined ? null : latin1(say(data));
      const [challenge, proof] = [noise(chance, 8), noise(chance, 16)];
      const kind = u8(say(share) === 'IPC$' ? 2 : 1);
      return [...opening(personOf(told), challenge, proof), ...opened(path, kind, name), ...closed(bytes)];
    },
  };
}

/** Head and command of the message that holds it, and the text in the form that it has there. */
function lookedFor(what: Place, template: TextTemplate): readonly Content[] {
  const marks = contentsOf(template, 'packet');
  if (marks.length === 0) return [];
  const command = { share: 'tree', file: 'create', data: 'write' } as const;
  return [
    { in: 'packet', text: '\xfeSMB', offset: 4 },
    { in: 'packet', text: `${String.fromCharCode(commands[command[what]])}\0`, offset: 16 },
    ...marks.map(({ text, anchor }): Content => {
      // A share stands behind the server's name.
      const whole = what === 'share' && anchor === 'start' ? `\\${text}` : text;
      return { in: 'packet', text: what === 'data' ? text : wide(whole).toString('latin1') };
    }),
  ];
}

const session = 0x4000_0015;

/** A request and its answer, of one number. */
function exchange(command: Command, message: number, asked: Uint8Array, answered: Uint8Array): readonly Turn[] {
  const at = { message, session, tree: 1 };
  return [packet('initiator', command, at, asked), packet('responder', command, at, answered)];
}

/** Version, session and user are agreed. */
function opening(user: string, challenge: Uint8Array, proof: Uint8Array): readonly Turn[] {
  const at = (message: number, of: number, status = 0): Standing => ({ message, session: of, tree: 0, status });
  const versions = layout`2400 0100 0100 0000 01000000 ${proof} ${8} 1002`;
  const version = layout`4100 0100 1002 0000 ${proof} 01000000 00000100 00000100 00000100 ${16} 8000 ${6}`;
  return [
    packet('initiator', 'negotiate', at(0, 0), versions),
    packet('responder', 'negotiate', at(0, 0), version),
    packet('initiator', 'setup', at(1, 0), setupRequest(ntlmNegotiate)),
    packet('responder', 'setup', at(1, session, moreProcessing), setupAnswer(ntlmChallenge(challenge))),
    packet('initiator', 'setup', at(2, session), setupRequest(ntlmAuthenticate(user, proof))),
    packet('responder', 'setup', at(2, session), setupAnswer(hex(''))),
  ];
}

const handle = hex('1100000000000000 2100000000000000');

/** A share is entered, and a file of it opened. */
const opened = (path: Uint8Array, kind: Uint8Array, name: Uint8Array): readonly Turn[] => [
  packet('initiator', 'tree', { message: 3, session, tree: 0 }, layout`0900 0000 4800 ${sizeOf(path)} ${path}`),
  packet('responder', 'tree', { message: 3, session, tree: 1 }, layout`1000 ${kind} 00 ${8} ff011f00`),
  ...exchange('create', 4, createRequest(name), layout`5900 0000 01000000 ${48} 80000000 00000000 ${handle} ${8}`),
];

/** What is written, where something is, and the end. */
function closed(bytes: Uint8Array | null): readonly Turn[] {
  const length = little32(bytes?.length ?? 0);
  const written = (data: Uint8Array): readonly Turn[] =>
    exchange('write', 5, layout`3100 7000 ${length} ${8} ${handle} ${16} ${data}`, layout`1100 0000 ${length} ${8}`);
  const close = layout`1800 ${6} ${handle}`;
  return [
    ...(bytes === null ? [] : written(bytes)),
    ...exchange('close', bytes === null ? 5 : 6, close, layout`3c00 ${58}`),
  ];
}
