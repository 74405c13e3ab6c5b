/**
 * `npx tsx test/matrix/live-like.ts`: runs the whole suite against a simulator as if it were a tenant made for tests, with a file of credentials
 * of every role; prints what was not asked and why. Exit code 1 for more than forty checks, or for a finding.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { simulatedTarget, startSimulator } from '../../src/index.ts';
import { schemaDocument } from '../../src/kernel/schema.ts';
import type { Report } from '../../src/contract/report/report.ts';

const mostSkipped = 40;

/** What a file of credentials may say of one. */
const { $defs } = schemaDocument('contract/credentials.schema.json') as unknown as {
  readonly $defs: { readonly credential: { readonly oneOf: readonly { readonly properties: object }[] } };
};
const told = new Set($defs.credential.oneOf.flatMap(({ properties }) => Object.keys(properties)));

const program = ['--import', 'tsx', 'src/main.ts', 'contract', '--write', 'all', '--rps', '1000'];
const folder = mkdtempSync(join(tmpdir(), 'live-like-'));
const [credentialsFile, reportFile] = [join(folder, 'credentials.json'), join(folder, 'report.json')];
const simulator = await startSimulator({ usmDialect: 'live' });
const credentials = simulatedTarget(simulator).credentials.map((one) =>
  Object.fromEntries(Object.entries(one).filter(([name, value]) => told.has(name) && value !== null)),
);
writeFileSync(credentialsFile, JSON.stringify({ credentials }));
await promisify(execFile)(process.execPath, [
  ...program,
  '--target',
  simulator.url,
  '--credentials',
  credentialsFile,
  '--report',
  `json=${reportFile}`,
]).catch(({ stdout }: { readonly stdout: string }) => console.log(stdout));
await simulator.close();
const { results, summary, findings } = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
rmSync(folder, { recursive: true });
const skipped = results.filter(({ verdict }) => verdict === 'skipped');
for (const { unit, reason } of skipped) console.log(`${unit.padEnd(60)} ${reason}`);
console.log(`${skipped.length} of ${results.length} checks skipped, ${summary.violations} violations`);
process.exitCode = skipped.length > mostSkipped || findings.some(({ kind }) => kind === 'violation') ? 1 : 0;
