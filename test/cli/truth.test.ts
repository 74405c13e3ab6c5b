/** The truth and the score on the command line: of a scenario, and of a simulator that runs. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { verdictsIn } from '../../src/cli/truth/score.ts';
import { controlled } from '../support/control.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What a command prints; its error where it fails. */
const run = (...args: readonly string[]): Promise<string> =>
  new Promise((resolve) =>
    execFile(process.execPath, [program, ...args], { maxBuffer: 1e8 }, (error, out, err) =>
      resolve(error === null ? out : `${String(error.code)} ${err}`),
    ),
  );

function fileOf(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const small = ['--scenario', 'ransomware', '--events', '200'];

test('the truth of a scenario has its steps, as CSV each event, as questions their answers', async () => {
  expect(await run('truth', ...small)).toMatch(/^shadows +\S+ +exfiltration +shadow-copies +T1490 +3 /m);
  const csv = (await run('truth', ...small, '--format', 'csv')).trim().split('\r\n');
  const simulator = await controlled({ scenario: 'ransomware', events: 200 });
  const { json } = await simulator.tell('GET', '/_sim/truth/events?limit=0');
  expect(csv).toHaveLength(1 + json.count);
  expect(csv[0]).toMatch(/,source,destination,user,customer$/);
  expect((await run('truth', ...small, '--questions')).match(/^\d+\. /gm)).toHaveLength(30);
});

test('a running simulator tells the same as its scenario', async () => {
  const simulator = await controlled({ scenario: 'ransomware', events: 200 });
  for (const format of ['stix', 'navigator'])
    expect(await run('truth', '--url', simulator.url, '--format', format)).toBe(
      await run('truth', ...small, '--format', format),
    );
  expect(await run('truth', '--url', simulator.url, ...small)).toMatch(/^2 .*do not go together/);
});

test('verdicts are scored by event and by case; what is said of an event itself goes before', async () => {
  const simulator = await controlled({ scenario: 'ransomware', events: 200 });
  const { json: truth } = await simulator.tell('GET', '/_sim/truth/events?story=intrusion&limit=999');
  const response = await fetch(`${simulator.url}/cases/v2/case/search`, {
    method: 'POST',
    headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
    body: '{"customer":["seafood"],"limit":0}',
  });
  const cases = ((await response.json()) as { data: { id: number; subject: string }[] }).data;
  const incident = cases.find(({ subject }) => subject.startsWith('Ransomware'))?.id ?? 0;
  const inCase = await fetch(`${simulator.url}/events/v1/case/${incident}?limit=1000`, {
    headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
  });
  const { count } = (await inCase.json()) as { count: number };
  expect(count).toBeGreaterThan(10);
  const scored = async (verdicts: readonly object[]) =>
    JSON.parse(await run('score', fileOf('v.json', JSON.stringify(verdicts)), '--url', simulator.url, '--json'));
  const byCase = await scored([{ case: incident, verdict: 'malicious' }]);
  const said = (of: typeof byCase, verdict: string): number =>
    ['malicious', 'benign', 'falsePositive'].reduce((sum, nature) => sum + of.matrix[nature][verdict], 0);
  expect(said(byCase, 'malicious')).toBe(count);
  const member = (
    (await (
      await fetch(`${simulator.url}/events/v1/case/${incident}?limit=1`, {
        headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
      })
    ).json()) as { data: { id: string }[] }
  ).data[0]?.id;
  const both = await scored([
    { case: incident, verdict: 'malicious' },
    { id: member, verdict: 'benign' },
  ]);
  expect([said(both, 'malicious'), said(both, 'benign')]).toEqual([count - 1, 1]);
  expect(truth.count).toBeGreaterThan(0);
  expect((await scored([{ case: 7, verdict: 'benign' }])).unknown).toEqual(['7']);
});

test('verdicts are read as a list, as lines and as CSV, and what is none is told with its place', () => {
  const verdict = { id: 'a,"b"', verdict: 'benign', at: '2026-01-01T00:00:00Z' };
  expect(verdictsIn(fileOf('v.json', JSON.stringify([verdict])))).toEqual([verdict]);
  expect(verdictsIn(fileOf('v.ndjson', `${JSON.stringify(verdict)}\n\n`))).toEqual([verdict]);
  const csv = 'at,case,id,verdict\r\n2026-01-01T00:00:00Z,,"a,""b""",benign\r\n,12,,malicious\r\n';
  expect(verdictsIn(fileOf('v.csv', csv))).toEqual([verdict, { case: 12, verdict: 'malicious' }]);
  expect(() => verdictsIn(fileOf('v.json', '[\n{"id":"a","verdict":"bad"}]'))).toThrow(
    /v\.json:2:1: entry 1 has no verdict/,
  );
  expect(() => verdictsIn(fileOf('v.ndjson', '{"id":"a","verdict":"benign"}\n{'))).toThrow(/v\.ndjson:2:1: is no JSON/);
  expect(() => verdictsIn(fileOf('v.csv', 'a,b\n'))).toThrow(/v\.csv:1:1: names no columns/);
});
