/** Protocols of lines and plain packets as own alarms tell them: SMTP, FTP, SSH, Remote Desktop, anything over TCP, UDP or ICMP. */
import type { Content } from '../../../model/rule.ts';
import type { Side, Turn } from '../../../model/flow.ts';
import { connectionRequest } from '../../detections/shared/rdp.ts';
import { keyExchangeInit, keyExchangeReply, keyExchangeStart, newKeys } from '../../detections/shared/ssh.ts';
import { hex, latin1, says, triggers } from '../../detections/shared/talk.ts';
import { oneSided, type SectionReader, type ScenarioAlarm, type WireTelling } from '../text/section.ts';
import { contentsOf, inPacket, literal, marksOf, type TextTemplate } from '../text/template.ts';

type Section<Name extends keyof ScenarioAlarm> = NonNullable<ScenarioAlarm[Name]>;

export const server = (line: string, pause = 300): Turn => says('responder', latin1(`${line}\r\n`), pause);
export const client = (line: string): Turn => says('initiator', latin1(`${line}\r\n`));

/** At the beginning of a packet, where the text begins with what is looked for. */
const atStart = (template: TextTemplate, before = '', behind = ''): readonly Content[] => {
  const marks = marksOf(template);
  return inPacket(template, before, behind).map((content, at) =>
    marks[at]?.isStart === true ? { ...content, anchor: 'start' } : content,
  );
};

/** What an FTP server says to a command when all is well. */
const ftpReplies: Readonly<Record<string, string>> = {
  CWD: '250 Directory successfully changed.',
  DELE: '250 Delete operation successful.',
  LIST: '226 Directory send OK.',
  PASV: '227 Entering Passive Mode (192,0,2,10,195,80).',
  PWD: '257 "/" is the current directory',
  RETR: '226 Transfer complete.',
  STOR: '226 Transfer complete.',
  TYPE: '200 Switching to Binary mode.',
};

export function ftp(section: Section<'ftp'>, reader: SectionReader): WireTelling {
  const { port = 21 } = section;
  const user = reader.text(['user'], section.user, '{account}', 'wire');
  const commands = section.commands.map((command, at) => reader.text(['commands', at], command, '', 'wire'));
  const lines: readonly TextTemplate[] = [[...literal('USER '), ...user], ...commands];
  const at = onlyMarked(reader, 'commands', lines);
  const { contents } = oneSided(reader, at < 0 ? [] : atStart(lines[at] ?? [], '', '\r\n'), []);
  return {
    port,
    facts: { 'ftp.user': user, 'ftp.command': lines[Math.max(0, at)] ?? user },
    rule: { protocol: 'tcp', port, contents },
    talk: ({ say, chance }) => {
      const replyTo = (line: string): string =>
        line.startsWith('USER ')
          ? '331 Please specify the password.'
          : (ftpReplies[line.split(' ')[0] ?? ''] ?? '200 Command okay.');
      return (hit) => [
        server('220 (vsFTPd 3.0.5)', 1000),
        ...lines.flatMap((template, which) => {
          const line = say(template);
          const asked = which === at ? triggers(client(line), hit) : client(line);
          const password = [client(`PASS ${chance.hex(8)}`), server('230 Login successful.', 20_000)];
          return [asked, server(replyTo(line), 900), ...(which === 0 ? password : [])];
        }),
        client('QUIT'),
        server('221 Goodbye.'),
      ];
    },
  };
}

/** The only one of these texts with a mark; -1 where there is none. */
function onlyMarked(reader: SectionReader, what: string, texts: readonly TextTemplate[]): number {
  const marked = texts.flatMap((one, at) => (marksOf(one).length > 0 ? [at] : []));
  if (marked.length > 1) reader.note([what], 'may be marked in one place, for a signature to be raised once');
  return marked[0] ?? -1;
}

export function ssh(section: Section<'ssh'>, reader: SectionReader): WireTelling {
  const { port = 22 } = section;
  const asked = reader.text(['client'], section.client, 'OpenSSH_9.7', 'wire');
  const answered = reader.text(['server'], section.server, 'OpenSSH_7.4', 'wire');
  const looked = (one: TextTemplate): readonly Content[] => atStart(one, 'SSH-2.0-', '\r\n');
  const { trigger, contents } = oneSided(reader, looked(asked), looked(answered));
  return {
    trigger,
    port,
    facts: { 'ssh.client.software': asked, 'ssh.server.software': answered },
    rule: { protocol: 'tcp', contents },
    talk: ({ say, chance }) => {
      return (hit) => {
        const one = client(`SSH-2.0-${say(asked)}`);
        const other = server(`SSH-2.0-${say(answered)}`, 8000);
        return [
          ...(trigger === 'initiator' ? [triggers(one, hit), other] : [one, triggers(other, hit)]),
          says('initiator', keyExchangeInit(chance)),
          says('responder', keyExchangeInit(chance)),
          says('initiator', keyExchangeStart(chance)),
          says('responder', keyExchangeReply(chance), 4000),
          says('initiator', newKeys),
          says('responder', newKeys),
        ];
      };
    },
  };
}

export function rdp(section: Section<'rdp'>, reader: SectionReader): WireTelling {
  const { port = 3389 } = section;
  const cookie = reader.text(['cookie'], section.cookie, '{user}', 'wire');
  const { contents } = oneSided(reader, inPacket(cookie, 'Cookie: mstshash=', '\r\n'), []);
  return {
    port,
    facts: { 'rdp.cookie': [...literal('mstshash='), ...cookie] },
    rule: { protocol: 'tcp', contents: [{ in: 'packet', text: '\x03\0', anchor: 'start' }, ...contents] },
    talk:
      ({ say }) =>
      (hit) => [
        triggers(says('initiator', connectionRequest(`mstshash=${say(cookie)}`)), hit),
        says('responder', hex('0300 0013 0e d0 0000 1234 00 02 00 0800 01000000'), 1500),
      ],
  };
}

type Talk = Section<'tcp'>;

/** What two sides say in turn over a bare transport. */
export const bare =
  (transport: 'tcp' | 'udp') =>
  ({ port, talk }: Talk, reader: SectionReader): WireTelling => {
    const turns = talk.map(({ client: asked, server: answered }, at) => ({
      from: (asked === undefined ? 'responder' : 'initiator') satisfies Side as Side,
      text: reader.text(['talk', at, asked === undefined ? 'server' : 'client'], asked ?? answered, '', 'wire'),
    }));
    const texts = turns.map(({ text }) => text);
    const at = onlyMarked(reader, 'talk', texts);
    const contents = at < 0 ? [] : contentsOf(texts[at] ?? [], 'packet');
    const isAsked = turns[at]?.from !== 'responder';
    const { trigger } = oneSided(reader, isAsked ? contents : [], isAsked ? [] : contents);
    return {
      transport,
      trigger,
      port,
      facts: { [`${transport}.port`]: literal(String(port)) },
      rule: { protocol: transport, port, contents },
      talk: ({ say }) => {
        return (hit) =>
          turns.map(({ from, text }, which) => {
            const turn = says(from, latin1(say(text)), 900);
            return which === at ? triggers(turn, hit) : turn;
          });
      },
    };
  };

export function icmp(section: Section<'icmp'>, reader: SectionReader): WireTelling {
  const payload = reader.text(['payload'], section.payload, '', 'wire');
  const { contents } = oneSided(reader, contentsOf(payload, 'packet'), []);
  return {
    transport: 'icmp',
    port: 0,
    facts: { 'icmp.type': literal('8') },
    rule: { protocol: 'icmp', contents },
    packet: ({ say, sighting, chance }, path) => {
      const identifier = chance.below(65_536);
      return (hit) => ({
        kind: 'echo',
        ...path,
        initiator: { address: sighting.initiator.address, port: 0 },
        responder: { address: sighting.responder.address, port: 0 },
        at: hit.at,
        trigger: hit.trigger,
        identifier,
        sequence: (hit.step + 64) & 0xffff,
        bytes: latin1(say(payload)),
        answered: true,
      });
    },
  };
}
