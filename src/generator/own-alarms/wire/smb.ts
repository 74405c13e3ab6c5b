/** A file of a Windows share opened over SMB 2.1 (MS-SMB2), from the negotiation on. */
import { Buffer } from 'node:buffer';
import type { Content } from '../../../model/rule.ts';
import type { Side, Turn } from '../../../model/flow.ts';
import { noise } from '../../detections/shared/noise.ts';
import { join, little16, little32, sized24, u8 } from '../../detections/shared/pack.ts';
import { latin1, says, triggers } from '../../detections/shared/talk.ts';
import { oneSided, type SectionReader, type ScenarioAlarm, type AlarmTelling } from '../text/section.ts';
import { contentsOf, literal, marksOf, type TextTemplate } from '../text/template.ts';
import { ntlmAuthenticate, ntlmChallenge, ntlmNegotiate } from './ntlm.ts';

const commands = { negotiate: 0, setup: 1, tree: 3, create: 5, close: 6, write: 9 } as const;
type Command = keyof typeof commands;

const zeros = (count: number): Uint8Array => new Uint8Array(count);
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Where a conversation stands. */
interface Standing {
  readonly message: number;
  readonly session: number;
  readonly tree: number;
  readonly status?: number;
}

function packet(from: Side, command: Command, standing: Standing, body: Uint8Array): Turn {
  const header = join(
    latin1('\xfeSMB'),
    little16(64),
    little16(1),
    little32(standing.status ?? 0),
    little16(commands[command]),
    little16(31),
    little32(from === 'responder' ? 1 : 0),
    zeros(4),
    little32(standing.message),
    zeros(8),
    little32(standing.tree),
    little32(standing.session),
    zeros(20),
  );
  return says(from, join(u8(0), sized24(join(header, body))), from === 'responder' ? 700 : 300);
}

const setupRequest = (token: Uint8Array): Uint8Array =>
  join(little16(25), u8(0), u8(1), zeros(8), little16(88), little16(token.length), zeros(8), token);
const setupAnswer = (token: Uint8Array): Uint8Array =>
  join(little16(9), little16(0), little16(72), little16(token.length), token);

function createRequest(name: string): Uint8Array {
  const bytes = wide(name);
  return join(
    little16(57),
    u8(0),
    u8(0),
    little32(2),
    zeros(16),
    little32(0x0012019f),
    little32(0x80),
    little32(7),
    little32(5),
    little32(0x40),
    little16(120),
    little16(bytes.length),
    zeros(8),
    bytes,
  );
}

const moreProcessing = 0xc0000016;

export function smb(section: NonNullable<ScenarioAlarm['smb']>, reader: SectionReader): AlarmTelling {
  const share = reader.text(['share'], section.share, '', 'wire');
  const file = reader.text(['file'], section.file, '', 'wire');
  const data = reader.text(['data'], section.data, '', 'wire');
  if (section.data !== undefined && /^(\[\[)?IPC\$/.test(section.share))
    reader.note(['data'], 'is written to files only: what goes through a pipe is told by `rpc`');
  const marked = (
    [
      ['share', share],
      ['file', file],
      ['data', data],
    ] as const
  ).filter(([, one]) => marksOf(one).length > 0);
  if (marked.length > 1)
    reader.note([marked[1]?.[0] ?? ''], 'is sent in another packet than what is looked for already');
  const [what = 'file'] = marked[0] ?? [];
  const { contents } = oneSided(reader, lookedFor(what, { share, file, data }[what]), []);
  return {
    telemetry: 'network',
    transport: 'tcp',
    direction: 'internal',
    trigger: 'initiator',
    port: 445,
    facts: {
      'smb.share': share,
      'smb.filename': file,
      'smb.dialect': literal('2.10'),
      'user.name': reader.text([], undefined, '{user}'),
    },
    rule: { protocol: 'tcp', port: 445, contents },
    talk: ({ say, chance, sighting }) => {
      return (hit) => {
        const { address: server } = sighting.responder;
        const opened = {
          server,
          share: say(share),
          file: say(file),
          data: section.data === undefined ? null : say(data),
        };
        const turns = conversation(opened, {
          user: sighting.variant.properties['user.name']?.[0] ?? '',
          challenge: noise(chance, 8),
          proof: noise(chance, 16),
        });
        const at = { share: 6, file: 8, data: 10 }[what];
        return turns.map((turn, place) => (place === at ? triggers(turn, hit) : turn));
      };
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

const sizes = join(...[1, 65_536, 65_536, 65_536].map(little32));
const session = 0x4000_0015;

/** Version, session and user are agreed. */
function opening({ user, challenge, proof }: Secrets): readonly Turn[] {
  const at = (message: number, of: number, status = 0): Standing => ({ message, session: of, tree: 0, status });
  const versions = join(
    little16(36),
    little16(1),
    little16(1),
    zeros(2),
    little32(1),
    proof,
    zeros(8),
    little16(0x0210),
  );
  const version = join(
    little16(65),
    little16(1),
    little16(0x0210),
    zeros(2),
    proof,
    sizes,
    zeros(16),
    little16(128),
    zeros(6),
  );
  return [
    packet('initiator', 'negotiate', at(0, 0), versions),
    packet('responder', 'negotiate', at(0, 0), version),
    packet('initiator', 'setup', at(1, 0), setupRequest(ntlmNegotiate)),
    packet('responder', 'setup', at(1, session, moreProcessing), setupAnswer(ntlmChallenge(challenge))),
    packet('initiator', 'setup', at(2, session), setupRequest(ntlmAuthenticate(user, proof))),
    packet('responder', 'setup', at(2, session), setupAnswer(zeros(0))),
  ];
}

function conversation({ server, share, file, data }: Opened, secrets: Secrets): readonly Turn[] {
  const at = (message: number, tree = 1): Standing => ({ message, session, tree });
  const path = wide(`\\\\${server}\\${share}`);
  const id = join(little32(0x11), zeros(4), little32(0x21), zeros(4));
  const joined = join(little16(16), u8(share === 'IPC$' ? 2 : 1), u8(0), zeros(8), little32(0x001f_01ff));
  const made = join(little16(89), zeros(2), little32(1), zeros(48), little32(0x80), zeros(4), id, zeros(8));
  const bytes = latin1(data ?? '');
  const write = join(little16(49), little16(112), little32(bytes.length), zeros(8), id, zeros(16), bytes);
  const written = [
    packet('initiator', 'write', at(5), write),
    packet('responder', 'write', at(5), join(little16(17), zeros(2), little32(bytes.length), zeros(8))),
  ];
  const last = data === null ? 5 : 6;
  return [
    ...opening(secrets),
    packet('initiator', 'tree', at(3, 0), join(little16(9), zeros(2), little16(72), little16(path.length), path)),
    packet('responder', 'tree', at(3), joined),
    packet('initiator', 'create', at(4), createRequest(file)),
    packet('responder', 'create', at(4), made),
    ...(data === null ? [] : written),
    packet('initiator', 'close', at(last), join(little16(24), zeros(6), id)),
    packet('responder', 'close', at(last), join(little16(60), zeros(58))),
  ];
}
