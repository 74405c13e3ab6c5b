/** Runs captures through one Suricata process over its UNIX socket: isolated from each other, in milliseconds each. */
import { Buffer } from 'node:buffer';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../kernel/fault.ts';

export interface SuricataOptions {
  /** An empty folder of one's own. */
  readonly folder: string;
  readonly rules: string;
  /** HOME_NET, as networks. */
  readonly home: readonly string[];
  /** Treat traffic as an inline device does: alerts carry the time of the packet itself. */
  readonly inline: boolean;
  /** Where the engine's own event rules lie; null leaves them out. */
  readonly engineEvents?: string | null;
}

/** One line of EVE JSON. */
export type EveRecord = Readonly<Record<string, unknown>>;

/** Starts Suricata; throws a UserError when a rule does not load or none does. */
export async function startSuricata(options: SuricataOptions) {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const paths = {
    yaml: join(folder, 'suricata.yaml'),
    rules: join(folder, 'all.rules'),
    socket: join(folder, 'socket'),
  };
  writeFileSync(paths.yaml, configuration(options.home));
  writeFileSync(paths.rules, options.rules + engineRules(options.engineEvents ?? '/etc/suricata/rules', options));
  const files = ['-c', paths.yaml, '-S', paths.rules, '-l', folder, `--unix-socket=${paths.socket}`];
  const flags = [...files, ...'-k all --init-errors-fatal --runmode single'.split(' ')];
  if (options.inline) flags.push('--set', 'stream.inline=true');
  const child = spawn('suricata', flags, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'UTC' } });
  const said: string[] = [];
  child.stdout.on('data', (data) => said.push(String(data)));
  child.stderr.on('data', (data) => said.push(String(data)));
  const link = await connect(child, paths.socket, said);
  const ask = conversation(link);
  await ask({ version: '0.2' });
  const [stats] = asList(await ask({ command: 'ruleset-stats' }));
  const rulesLoaded = Number(stats?.['rules_loaded'] ?? 0);
  const stop = async (): Promise<void> => {
    link.destroy();
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  if (rulesLoaded === 0 || Number(stats?.['rules_failed'] ?? 0) > 0) {
    await stop();
    throw new UserError(`suricata loaded ${rulesLoaded} rules and failed on ${String(stats?.['rules_failed'])}`);
  }
  return { rulesLoaded, stop, run: (name: string, file: Uint8Array) => runOne(folder, name, file, ask) };
}

async function runOne(folder: string, name: string, file: Uint8Array, ask: Ask): Promise<readonly EveRecord[]> {
  const output = join(folder, name);
  await play(join(output, 'before'), clockReset, ask);
  await play(output, file, ask);
  const eve = join(output, 'eve.json');
  if (!existsSync(eve)) return [];
  return readFileSync(eve, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): EveRecord => JSON.parse(line));
}

async function play(output: string, file: Uint8Array, ask: Ask): Promise<void> {
  mkdirSync(output, { recursive: true });
  const filename = join(output, 'capture.pcap');
  writeFileSync(filename, file);
  await ask({ command: 'pcap-file', arguments: { filename, 'output-dir': output } });
  for (;;) {
    const waiting = await ask({ command: 'pcap-file-number' });
    const current = await ask({ command: 'pcap-current' });
    if (waiting === 0 && current === 'None') return;
    await sleep(4);
  }
}

/**
 * A capture of one frame at the first second of 1970. Suricata's housekeeping starts a capture with the clock of the one
 * before; were that later, it would time out flows and thresholds that have only just begun (seen in 7.0.10: alerts lost at random).
 */
const clockReset = Buffer.from(
  'd4c3b2a1020004000000000000000000000004000100000001000000000000001c0000001c000000' +
    '0200000000010200000000020800' +
    '450000140000000040110000' +
    '0000',
  'hex',
);

async function connect(child: ChildProcess, path: string, said: readonly string[]): Promise<Socket> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new UserError(`suricata ended at once:\n${said.join('')}`);
    const socket = createConnection(path);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      socket.destroy();
      await sleep(50);
    }
  }
  child.kill('SIGKILL');
  throw new UserError(`suricata opened no socket:\n${said.join('')}`);
}

type Ask = (question: object) => Promise<unknown>;

/** One question, one line of JSON back. */
function conversation(socket: Socket): Ask {
  let heard = '';
  let answer: ((message: unknown) => void) | null = null;
  socket.on('data', (data) => {
    heard += String(data);
    const end = heard.indexOf('\n');
    if (end < 0 || answer === null) return;
    const { message, return: outcome } = JSON.parse(heard.slice(0, end)) as { message?: unknown; return: string };
    heard = heard.slice(end + 1);
    answer(outcome === 'OK' ? message : { error: message });
    answer = null;
  });
  return (question) =>
    new Promise((resolve) => {
      answer = resolve;
      socket.write(`${JSON.stringify(question)}\n`);
    });
}

const asList = (value: unknown): readonly EveRecord[] => (Array.isArray(value) ? (value as readonly EveRecord[]) : []);

function engineRules(folder: string, options: SuricataOptions): string {
  if (options.engineEvents === null) return '';
  return readdirSync(folder)
    .filter((name) => name.endsWith('-events.rules'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Only what the gate reads; hashes and bodies without limits, and the parsers that the event rules name. */
const configuration = (home: readonly string[]): string => `%YAML 1.1
---
vars:
  address-groups:
    HOME_NET: "[${home.join(',')}]"
    EXTERNAL_NET: "!$HOME_NET"
    HTTP_SERVERS: "$HOME_NET"
    SMTP_SERVERS: "$HOME_NET"
    SQL_SERVERS: "$HOME_NET"
    DNS_SERVERS: "$HOME_NET"
    TELNET_SERVERS: "$HOME_NET"
    DNP3_SERVER: "$HOME_NET"
    DNP3_CLIENT: "$HOME_NET"
    MODBUS_SERVER: "$HOME_NET"
    MODBUS_CLIENT: "$HOME_NET"
  port-groups:
    HTTP_PORTS: "80"
    SSH_PORTS: "22"
    FTP_PORTS: "21"
    FILE_DATA_PORTS: "[80,110,143]"
    SHELLCODE_PORTS: "!80"
    ORACLE_PORTS: "1521"
    MODBUS_PORTS: "502"
    DNP3_PORTS: "20000"
logging:
  default-log-level: warning
  outputs:
    - console: { enabled: yes }
outputs:
  - eve-log:
      enabled: yes
      filename: eve.json
      types:
        - alert
        - anomaly: { enabled: yes }
        - http: { extended: yes }
        - dns
        - tls: { extended: yes }
        - files: { force-hash: [sha256] }
        - smtp: { extended: yes, custom: [subject] }
        - ssh
app-layer:
  protocols:
    http:
      enabled: yes
      libhtp:
        default-config:
          personality: IDS
          request-body-limit: 0
          response-body-limit: 0
    dns: { tcp: { enabled: yes }, udp: { enabled: yes } }
    tls: { enabled: yes }
    ssh: { enabled: yes }
    smtp: { enabled: yes, mime: { decode-mime: yes, decode-base64: yes, decode-quoted-printable: yes } }
    ftp: { enabled: yes }
    smb: { enabled: yes }
    dcerpc: { enabled: yes }
    ntp: { enabled: yes }
    snmp: { enabled: yes }
    sip: { enabled: yes }
    rdp: { enabled: yes }
    http2: { enabled: yes }
    mqtt: { enabled: yes }
    quic: { enabled: yes }
    rfb: { enabled: yes }
    krb5: { enabled: yes }
    nfs: { enabled: yes }
    ike: { enabled: yes }
    dhcp: { enabled: yes }
    modbus: { enabled: yes, detection-ports: { dp: 502 } }
    dnp3: { enabled: yes, detection-ports: { dp: 20000 } }
    bittorrent-dht: { enabled: yes }
stream:
  memcap: 256mb
  checksum-validation: yes
  midstream: false
  reassembly: { memcap: 256mb, depth: 0 }
unix-command:
  enabled: yes
`;
