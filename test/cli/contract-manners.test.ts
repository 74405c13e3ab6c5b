/** What `siem-sim contract` says before a tenant is touched and of it: credentials by file, what is wanted, rehearsals, certificates, proxies. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { test, expect, onTestFinished } from 'vitest';
import { simulatedTarget, startSimulator } from '../../src/index.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const key = { ARGUS_API_KEY: '1/2/mysecretapikey' };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'contract-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function contract(flags: readonly string[], env: NodeJS.ProcessEnv = key, cwd = folder()) {
  const child = spawn(process.execPath, [program, 'contract', ...flags], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
}

async function simulator(options: Parameters<typeof startSimulator>[0] = {}) {
  const started = await startSimulator({ events: 300, ...options });
  onTestFinished(() => started.close());
  return started;
}

test('a credentials file gives each its role; secrets may stand elsewhere; --explain ranks what more would allow', async () => {
  const started = await simulator();
  const at = folder();
  writeFileSync(join(at, 'reader.txt'), '1/2/mysecretapikey\n');
  writeFileSync(
    join(at, 'who.yaml'),
    ['credentials:', '  - { product: argus, kind: api key, value: "file:reader.txt" }'].join('\n'),
  );
  const few = await contract(['--target', started.url, '--credentials', join(at, 'who.yaml'), '--explain']);
  expect([few.code, few.err]).toEqual([0, '']);
  expect(few.out).toMatch(/argus  api key  full  \$ARGUS_API_KEY/);
  expect(few.out).toMatch(/\d{3,}  ARGUS_PASSWORD: \d+ checks more/);
  expect(few.out).not.toContain('mysecretapikey');
  const wanted = [...few.out.split('More could be asked:')[1]!.matchAll(/^ +(\d+) {2}/gm)].map(([, count]) =>
    Number(count),
  );
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted).toEqual(wanted.toSorted((one, other) => other - one));
  const credentials = simulatedTarget(started).credentials.map((one) => {
    const { algorithm: _, ...rest } = one as typeof one & { algorithm?: string };
    return rest;
  });
  writeFileSync(join(at, 'all.json'), JSON.stringify({ credentials }));
  const all = await contract(['--target', started.url, '--credentials', join(at, 'all.json'), '--explain']);
  expect(all.out).not.toMatch(/API key in the role|no user with a password/);
  expect(started.journal.entries().length).toBe(0);
});

test.each([
  ['credentials: [{ product: argus, kind: key, value: x }]', /credentials\.0/],
  ['credentials: [{ product: argus, kind: api key, value: $NO_SUCH_NAME }]', /names \$NO_SUCH_NAME, which is not set/],
  ['credentials: [', /is no YAML/],
] as const)('a credentials file that is wrong is one line: %s', async (text, line) => {
  const file = join(folder(), 'who.yaml');
  writeFileSync(file, text);
  const { code, err } = await contract(['--target', 'http://127.0.0.1:9', '--credentials', file]);
  expect([code, err]).toEqual([2, expect.stringMatching(line)]);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a rehearsal lists each request and each write, and sends nothing to the target', async () => {
  const started = await simulator();
  const [event] = (
    (await (
      await fetch(`${started.url}/events/v1/aggregated?limit=1`, { headers: { 'Argus-API-Key': key.ARGUS_API_KEY } })
    ).json()) as any
  ).data;
  const before = started.journal.entries().length;
  const only = ['--only', 'argus.updateEvents/law/writes'];
  const { code, out } = await contract(['--target', started.url, ...only, '--write', event.id, '--dry-run']);
  expect(code).toBe(0);
  expect(out).toMatch(/^GET \S+\/authentication\/v1\/session/m);
  expect(out.split('What would be written:')[1]).toMatch(/PUT \S+\/events\/v1\/aggregated/);
  expect(out).toMatch(/\d+ requests of \d+ checks, \d+ minutes? at 200 a second/);
  expect(started.journal.entries().length).toBe(before);
});

test('a spent budget is said, and fails the job that asks for it', async () => {
  const { url } = await simulator();
  const flags = ['--target', url, '--product', 'argus', '--rps', '1000', '--profile', 'schema', '--max-requests', '20'];
  const plain = await contract(flags);
  expect([plain.code, plain.out]).toEqual([
    0,
    expect.stringMatching(/the budget of 20 requests is spent\. \d+ checks of \d+ were not asked/),
  ]);
  expect((await contract([...flags, '--fail-on', 'incomplete'])).code).toBe(1);
});

/** A tenant that says something wrong of its user. */
async function liar() {
  const { url } = await simulator();
  const server = createServer(async (request, response) => {
    const answer = await fetch(url + request.url, {
      method: request.method!,
      headers: { 'Argus-API-Key': String(request.headers['argus-api-key']) },
    });
    const text = (await answer.text()).replace(/"userName":"[^"]*"/, '"userName":7');
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type')! }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('what is printed asks the same target again, with credentials as variables', async () => {
  const target = await liar();
  const at = folder();
  const flags = [
    '--target',
    target,
    '--product',
    'argus',
    '--rps',
    '1000',
    '--seed',
    '7',
    '--only',
    'getCurrentUser/schema',
  ];
  const { code, out } = await contract([
    ...flags,
    '--report',
    'text',
    `ctrf=${at}/a.json`,
    `junit=${at}/a.xml`,
    `html=${at}/a.html`,
  ]);
  expect(code).toBe(1);
  const again = /again +(.+)/.exec(out)![1]!;
  expect(again).toMatch(
    /^ARGUS_API_KEY="\$ARGUS_API_KEY" siem-sim contract --target http:\S+ --product argus --seed 7 --rps 1000 --replay '/,
  );
  const child = spawn('sh', ['-c', again.replace('siem-sim', `"${process.execPath}" "${program}"`)], {
    cwd: at,
    env: { PATH: process.env['PATH'], ...key },
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  const { summary, tests } = JSON.parse(readFileSync(`${at}/a.json`, 'utf8')).results;
  expect(summary).toMatchObject({
    tests: tests.length,
    failed: tests.filter((one: any) => one.status === 'failed').length,
  });
  const xml = readFileSync(`${at}/a.xml`, 'utf8');
  const counted = (name: string): number => Number(new RegExp(`<testsuites [^>]*${name}="(\\d+)"`).exec(xml)![1]);
  expect([counted('tests'), counted('failures')]).toEqual([
    xml.match(/<testcase /g)!.length,
    xml.match(/<failure /g)!.length,
  ]);
  expect(xml).toMatch(/<testcase [^>]*time="\d/);
  expect(readFileSync(`${at}/a.html`, 'utf8')).toContain('--replay');
});

test('--redact leaves no value of the tenant in a report', async () => {
  const target = await liar();
  const { out } = await contract([
    '--target',
    target,
    '--product',
    'argus',
    '--rps',
    '1000',
    '--only',
    'getCurrentUser/schema',
    '--redact',
    '--report',
    'json',
  ]);
  expect(JSON.parse(out).findings.length).toBeGreaterThan(0);
  expect(out).not.toMatch(/127\.0\.0\.1|analyst/);
  expect(out).toContain('$TARGET');
});

test('a certificate that nobody knows is named, and trusted with --ca, also through a proxy', async () => {
  const { private: tlsKey, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const at = folder();
  for (const [name, text] of [
    ['key.pem', tlsKey],
    ['cert.pem', cert],
  ] as const)
    writeFileSync(join(at, name), text);
  const { url } = await simulator({ tls: { key: join(at, 'key.pem'), cert: join(at, 'cert.pem') } });
  const target = url.replace('127.0.0.1', 'localhost');
  const flags = ['--target', target, '--product', 'argus', '--rps', '1000', '--only', 'getSession/schema'];
  const refused = await contract(flags);
  expect([refused.code, refused.out]).toEqual([3, expect.stringMatching(/--ca FILE or NODE_EXTRA_CA_CERTS/)]);
  expect(refused.out).not.toContain('CRITICAL');
  const trusted = [...flags, '--ca', join(at, 'cert.pem')];
  expect((await contract(trusted)).code).toBe(0);
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket, head) => {
    asked.push(request.url!);
    const [, port] = request.url!.split(':');
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const through = { ...key, HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  expect((await contract(trusted, through)).code).toBe(0);
  expect(asked.length).toBeGreaterThan(0);
  const before = asked.length;
  expect((await contract(trusted, { ...through, NO_PROXY: 'localhost' })).code).toBe(0);
  expect(asked.length).toBe(before);
});
