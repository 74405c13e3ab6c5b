/** Protocols of lines and plain packets as own alarms tell them: FTP, SSH, Remote Desktop, anything over TCP, UDP or ICMP. */
import type { Content } from '../../../model/rule.ts';
import type { Side, Turn } from '../../../model/flow.ts';
import { connectionRequest } from '../../detections/shared/rdp.ts';
import { keyExchangeInit, keyExchangeReply, keyExchangeStart, newKeys } from '../../detections/shared/ssh.ts';
import { hex, latin1, says } from '../../detections/shared/talk.ts';
import type { Section, SectionReader, WireTelling } from '../text/section.ts';
import { contentsOf, inPacket, literal, marksOf, type TextTemplate } from '../text/template.ts';

export const server = (line: string, pause = 300): Turn => says('responder', latin1(`${line}\r\n`), pause);
export const client = (line: string): Turn => says('initiator', latin1(`${line}\r\n`));

/** At the beginning of a packet, where the text begins with what is looked for. */
const atStart = (template: TextTemplate, before = ''): readonly Content[] => {
  const [first, ...rest] = inPacket(template, before, '\r\n');
  if (first === undefined) return [];
  return [marksOf(template)[0]?.isStart === true ? { ...first, anchor: 'start' } : first, ...rest];
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

export function ftp({ port = 21 }: Section<'ftp'>, reader: SectionReader): WireTelling {
  const { user } = reader.texts({ user: '{account}' }, 'line');
  const lines = [[...literal('USER '), ...user], ...reader.each('commands', 'line').map(([, command]) => command)];
  const at = onlyMarked(reader, 'commands', lines);
  return {
    asked: at < 0 ? [] : atStart(lines[at] ?? []),
    rule: { protocol: 'tcp', port },
    port,
    facts: { 'ftp.user': user, 'ftp.command': lines[Math.max(0, at)] ?? user },
    // A greeting stands before the first, and a password and its answer before all others.
    at: at === 0 ? 1 : 3 + 2 * at,
    talk: ({ say, chance }) => [
      server('220 (vsFTPd 3.0.5)', 1000),
      ...lines.flatMap((template, which) => {
        const line = say(template);
        const password = [client(`PASS ${chance.hex(8)}`), server('230 Login successful.', 20_000)];
        if (which === 0) return [client(line), server('331 Please specify the password.', 900), ...password];
        return [client(line), server(ftpReplies[line.split(' ')[0] ?? ''] ?? '200 Command okay.', 900)];
      }),
      client('QUIT'),
      server('221 Goodbye.'),
    ],
  };
}

/** The only one of these texts with a mark; -1 where there is none. */
function onlyMarked(reader: SectionReader, what: string, texts: readonly TextTemplate[]): number {
  const marked = texts.flatMap((one, at) => (marksOf(one).length > 0 ? [at] : []));
  if (marked.length > 1) reader.note([what], 'may be marked in one place, for a signature to be raised once');
  return marked[0] ?? -1;
}

export function ssh({ port = 22 }: Section<'ssh'>, reader: SectionReader): WireTelling {
  const { client: asked, server: answered } = reader.texts({ client: 'OpenSSH_9.7', server: 'OpenSSH_7.4' }, 'line');
  return {
    asked: atStart(asked, 'SSH-2.0-'),
    answered: atStart(answered, 'SSH-2.0-'),
    rule: { protocol: 'tcp' },
    port,
    facts: { 'ssh.client.software': asked, 'ssh.server.software': answered },
    talk: ({ say, chance }) => [
      client(`SSH-2.0-${say(asked)}`),
      server(`SSH-2.0-${say(answered)}`, 8000),
      says('initiator', keyExchangeInit(chance)),
      says('responder', keyExchangeInit(chance)),
      says('initiator', keyExchangeStart(chance)),
      says('responder', keyExchangeReply(chance), 4000),
      says('initiator', newKeys),
      says('responder', newKeys),
    ],
  };
}

export function rdp({ port = 3389 }: Section<'rdp'>, reader: SectionReader): WireTelling {
  const { cookie } = reader.texts({ cookie: '{user}' }, 'line');
  return {
    asked: inPacket(cookie, 'Cookie: mstshash=', '\r\n'),
    rule: { protocol: 'tcp', contents: [{ in: 'packet', text: '\x03\0', anchor: 'start' }] },
    port,
    facts: { 'rdp.cookie': [...literal('mstshash='), ...cookie] },
    talk: ({ say }) => [
      says('initiator', connectionRequest(`mstshash=${say(cookie)}`)),
      says('responder', hex('0300 0013 0e d0 0000 1234 00 02 00 0800 01000000'), 1500),
    ],
  };
}

/** What two sides say in turn over a bare transport. */
function bare(transport: 'tcp' | 'udp', { port, talk }: Section<'tcp'>, reader: SectionReader): WireTelling {
  const turns = talk.map(({ client: asked, server: answered }, at) => {
    const [from, member]: [Side, string] = asked === undefined ? ['responder', 'server'] : ['initiator', 'client'];
    return { from, text: reader.text(['talk', at, member], asked ?? answered ?? '') };
  });
  const texts = turns.map(({ text }) => text);
  const at = onlyMarked(reader, 'talk', texts);
  const contents = contentsOf(texts[at] ?? [], 'packet');
  const isAsked = turns[at]?.from !== 'responder';
  return {
    ...(transport === 'udp' && { transport }),
    asked: isAsked ? contents : [],
    answered: isAsked ? [] : contents,
    rule: { protocol: transport, port },
    port,
    facts: { [`${transport}.port`]: literal(String(port)) },
    at,
    talk: ({ say }) => turns.map(({ from, text }) => says(from, latin1(say(text)), 900)),
  };
}

export const tcp = (section: Section<'tcp'>, reader: SectionReader): WireTelling => bare('tcp', section, reader);
export const udp = (section: Section<'udp'>, reader: SectionReader): WireTelling => bare('udp', section, reader);

export function icmp(_: Section<'icmp'>, reader: SectionReader): WireTelling {
  const { payload } = reader.texts({ payload: '' });
  return {
    transport: 'icmp',
    asked: contentsOf(payload, 'packet'),
    rule: { protocol: 'icmp' },
    port: 0,
    facts: { 'icmp.type': literal('8') },
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
