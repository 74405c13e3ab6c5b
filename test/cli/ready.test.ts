import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'ready-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function started(flags: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, 'serve', '--events', '5', ...flags], {
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  return { child, said, exit: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

async function fileThere(path: string): Promise<Record<string, any>> {
  while (!existsSync(path)) await pause(10);
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('a ready file is there at once and whole, says all that a client needs, and goes with the server', async () => {
  const file = join(folder(), 'ready.json');
  const { child, exit } = started(['--port', '0', '--control-token', 'open-sesame', '--ready-file', file]);
  const facts = await fileThere(file);
  expect(facts).toMatchObject({
    url: `http://127.0.0.1:${facts['port']}`,
    controlUrl: `${facts['url']}/_sim`,
    controlToken: 'open-sesame',
    caFile: null,
    pid: child.pid,
    seed: '1',
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = facts['keys'][0].value as string;
  expect((await fetch(`${facts['url']}/events/v1/aggregated`, { headers: { 'Argus-API-Key': key } })).status).toBe(200);
  const { id, secret } = facts['clients'][0];
  const Authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const token = `${facts['url']}/api/2.0/oauth/token?grant_type=client_credentials`;
  expect((await fetch(token, { method: 'POST', headers: { Authorization } })).status).toBe(200);
  child.kill();
  expect(await exit).toBe(0);
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('with --json the same is printed in place of the greeting, with the file of the certificate to trust', async () => {
  const { said } = started(['--port', '0', '--json', '--tls-name', '*.alienvault.example', 'other.example']);
  while (!said.out.endsWith('}\n')) await pause(10);
  const { url, caFile, port } = JSON.parse(said.out);
  expect(url).toBe(`https://127.0.0.1:${port}`);
  const ca = readFileSync(caFile, 'utf8');
  for (const servername of ['mine.alienvault.example', 'other.example', 'localhost']) {
    const status = await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/health', ca, servername, headers: { Host: servername } });
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      sent.end();
    });
    expect([servername, status]).toEqual([servername, 200]);
  }
});

test('options come from the environment, and the command line wins', async () => {
  const file = join(folder(), 'ready.json');
  const env = { SIEM_SIM_PORT: '0', SIEM_SIM_SEED: 'other', SIEM_SIM_READY_FILE: file, SIEM_SIM_NO_CONTROL: 'yes' };
  started(['--seed', 'mine'], env);
  expect(await fileThere(file)).toMatchObject({ seed: 'mine', controlUrl: null });
});

test('a service that is called like us, an empty variable and a switch that is off say nothing', async () => {
  const file = join(folder(), 'ready.json');
  const env = {
    SIEM_SIM_SEED: '',
    SIEM_SIM_TLS: 'false',
    SIEM_SIM_NO_CONTROL: '0',
    SIEM_SIM_QUOTA: 'commands=5, snapshots=2',
  };
  started(['--ready-file', file, '--port', '0'], env);
  const { url, controlUrl } = await fileThere(file);
  expect(url).toMatch(/^http:/);
  const put = async (name: string) => (await fetch(`${controlUrl}/snapshots/${name}`, { method: 'PUT' })).status;
  expect([await put('one'), await put('two'), await put('three')]).toEqual([201, 201, 409]);
  const taken = started([], { SIEM_SIM_PORT: 'tcp://10.0.0.1:8080' });
  while (taken.said.out === '' && taken.said.error === '') await pause(10);
  expect(taken.said.out + taken.said.error).toMatch(/8080/);
});

test.each([
  [{ SIEM_SIM_PORT: 'many' }, /'many' from env 'SIEM_SIM_PORT' is invalid\. It must be a whole number/],
  [{ SIEM_SIM_TLS: 'perhaps' }, /'SIEM_SIM_TLS' is invalid\. It is a switch: say true or false/],
])('a variable that is wrong is named: %o', (env, message) => {
  const { status, stderr } = spawnSync(process.execPath, [program, 'serve', '--events', '1'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toMatch(message);
});

const helpOf = (...words: readonly string[]) =>
  spawnSync(process.execPath, [program, ...words, '--help'], { encoding: 'utf8' }).stdout.replaceAll(/\s+/g, ' ');

test('help names the variable of each option, and none for what permits writing', () => {
  expect(helpOf('serve')).toMatch(/env: SIEM_SIM_PORT\b/);
  expect(helpOf('contract')).toMatch(/env: SIEM_SIM_CONTRACT_TARGET\b/);
  expect(helpOf('generate')).toMatch(/env: SIEM_SIM_GENERATE_SEED\b/);
  expect(helpOf('scenario', 'show')).toMatch(/env: SIEM_SIM_SCENARIO_SHOW_SEED\b/);
  for (const command of ['serve', 'contract', 'generate', 'verify-pcap'])
    expect(helpOf(command)).not.toMatch(/SIEM_SIM_\w*(?:WRITE|YES)/);
});

test('who finds the port taken is told what to type instead, as it was begun', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const refused = (flags: readonly string[], env = {}) =>
    spawnSync(process.execPath, [program, 'serve', '--events', '1', ...flags], {
      encoding: 'utf8',
      env: { ...process.env, npm_lifecycle_event: '', ...env },
    }).stderr;
  expect(refused(['--port', String(port)])).toMatch(/ in use; choose another, such as siem-sim serve --port \d+, or/);
  expect(refused(['--port', String(port)], { npm_lifecycle_event: 'start' })).toMatch(/npm start -- --port \d+, or/);
  expect(refused(['--port', '0', '--control-port', String(port)])).toMatch(/serve --control-port \d+, or/);
});

test('a ready file that cannot be written is one line and exit 2', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'serve', '--events', '1', '--port', '0', '--ready-file', '/nowhere/ready.json'],
    { encoding: 'utf8' },
  );
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain('cannot write /nowhere/ready.json');
});
