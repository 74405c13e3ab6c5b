/** A file of a Windows share opened over SMB 2.1 (MS-SMB2), from the negotiation on. */
import { Buffer } from 'node:buffer';
import type { Content } from '../../../model/rule.ts';
import type { Side, Turn } from '../../../model/flow.ts';
import { noise } from '../../detections/shared/noise.ts';
import { join, layout, little16, little32, sized24, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says, triggers } from '../../detections/shared/talk.ts';
import { oneSided, personOf, type SectionReader, type ScenarioAlarm, type WireTelling } from '../text/section.ts';
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

export function smb(section: NonNullable<ScenarioAlarm['smb']>, reader: SectionReader): WireTelling {
  const texts = {
    share: reader.text(['share'], section.share, '', 'wire'),
    file: reader.text(['file'], section.file, '', 'wire'),
    data: reader.text(['data'], section.data, '', 'wire'),
  };
  const { share, file, data } = texts;
  if (section.data !== undefined && /^(\[\[)?IPC\$/.test(section.share))
    reader.note(['data'], 'is written to files only: what goes through a pipe is told by `rpc`');
  const [what = 'file', further] = (['share', 'file', 'data'] as const).filter((one) => marksOf(texts[one]).length > 0);
  if (further !== undefined) reader.note([further], 'is sent in another packet than what is looked for already');
  const { contents } = oneSided(reader, lookedFor(what, texts[what]), []);
  return {
    direction: 'internal',
    port: 445,
    facts: {
      'smb.share': share,
      'smb.filename': file,
      'smb.dialect': literal('2.10'),
      'user.name': reader.text([], undefined, '{user}'),
    },
    rule: { protocol: 'tcp', port: 445, contents },
    talk: (told) => (hit) => {
      const { say, chance, sighting } = told;
      const named = { server: sighting.responder.address, share: say(share), file: say(file) };
      const opened = { ...named, data: section.data === undefined ? null : say(data) };
      const secrets = { user: personOf(told), challenge: noise(chance, 8), proof: noise(chance, 16) };
      const at = { share: 6, file: 8, data: 10 }[what];
      return conversation(opened, secrets).map((turn, place) => (place === at ? triggers(turn, hit) : turn));
    },
  };
}

/** Head and command of the message that holds it, and the text in the form that it has there. */
function lookedFor(what: 'share' | 'file' | 'data', template: TextTemplate): readonly Content[] {
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

interface Secrets {
  readonly user: string;
  readonly challenge: Uint8Array;
  readonly proof: Uint8Array;
}

/** Who is asked for what, and what is written to it; null where nothing is. */
interface Opened {
  readonly server: string;
  readonly share: string;
  readonly file: string;
  readonly data: string | null;
}

const session = 0x4000_0015;

/** Version, session and user are agreed. */
function opening({ user, challenge, proof }: Secrets): readonly Turn[] {
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

function conversation({ server, share, file, data }: Opened, secrets: Secrets): readonly Turn[] {
  const at = (message: number, tree = 1): Standing => ({ message, session, tree });
  const path = wide(`\\\\${server}\\${share}`);
  const id = hex('1100000000000000 2100000000000000');
  const bytes = latin1(data ?? '');
  const length = little32(bytes.length);
  const written = [
    packet('initiator', 'write', at(5), layout`3100 7000 ${length} ${8} ${id} ${16} ${bytes}`),
    packet('responder', 'write', at(5), layout`1100 0000 ${length} ${8}`),
  ];
  const last = data === null ? 5 : 6;
  return [
    ...opening(secrets),
    packet('initiator', 'tree', at(3, 0), layout`0900 0000 4800 ${sizeOf(path)} ${path}`),
    packet('responder', 'tree', at(3), layout`1000 ${u8(share === 'IPC$' ? 2 : 1)} 00 ${8} ff011f00`),
    packet('initiator', 'create', at(4), createRequest(wide(file))),
    packet('responder', 'create', at(4), layout`5900 0000 01000000 ${48} 80000000 00000000 ${id} ${8}`),
    ...(data === null ? [] : written),
    packet('initiator', 'close', at(last), layout`1800 ${6} ${id}`),
    packet('responder', 'close', at(last), layout`3c00 ${58}`),
  ];
}
