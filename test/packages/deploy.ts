/** What the repository offers to run the package elsewhere: judged by linters, and the action run as a runner does. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { nodeOf } from '../support/nodes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Judge = (what: string, isRight: boolean, told?: string) => void;

const run = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}, node = process.execPath) => {
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 180_000,
  });
  return { status, text: `${stdout}${stderr}` };
};

/** `tools` is a folder that the linters are installed in. */
export function lintDeployment(tools: string, judge: Judge): void {
  const tool = (file: string): string => `${tools}/node_modules/${file}`;
  const told = (what: string, { status, text }: ReturnType<typeof run>): void => judge(what, status === 0, text);
  told('action.yml', run([tool('@action-validator/cli/cli.mjs'), 'action.yml'], root));
  for (const file of ['deploy/compose.yaml', 'deploy/compose.shared.yaml'])
    told(file, run([tool('dclint/bin/dclint.cjs'), '--max-warnings', '0', file], root));
  judgeObjects(tools, judge);
  const dockerfile = `const { validate } = require('dockerfile-utils');
    const found = validate(require('node:fs').readFileSync('${root}Dockerfile', 'utf8'));
    for (const { message, range } of found) console.log(range.start.line + 1, message);
    process.exit(found.length === 0 ? 0 : 1);`;
  told('Dockerfile', run(['-e', dockerfile], tools));
  const gitlab = `${tools}/gitlab`;
  mkdirSync(gitlab);
  copyFileSync(`${root}deploy/gitlab-ci.yml`, `${gitlab}/.gitlab-ci.yml`);
  spawnSync('git', ['init', '--quiet'], { cwd: gitlab });
  spawnSync('git', ['remote', 'add', 'origin', 'git@gitlab.example:group/project.git'], { cwd: gitlab });
  // It runs on newer versions of Node alone.
  const node = nodeOf('24');
  if (typeof node === 'string') judge(node, false);
  else told('deploy/gitlab-ci.yml', run([tool('gitlab-ci-local/dist/index.js'), '--list'], gitlab, {}, node.binary));
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Objects of Kubernetes, by the schemas of its API; those leave more members open than they have, so that a compiler looks for strange names. */
function judgeObjects(tools: string, judge: Judge): void {
  const file = 'deploy/kubernetes.yaml';
  const objects = parseAllDocuments(readFileSync(`${root}${file}`, 'utf8')).map((one) => one.toJS() as Kind);
  const moduleOf = ({ apiVersion, kind }: Kind): string => `kubernetes-models/${apiVersion}/${kind}`;
  const folder = `${tools}/kubernetes`;
  mkdirSync(folder);
  const valid = objects.map(
    (one) => `new (require('${moduleOf(one)}').${one.kind})(${JSON.stringify(one)}).validate();`,
  );
  const { status, text } = run(['-e', valid.join('\n')], tools);
  judge(`${file}: ${objects.length} objects`, objects.length > 0 && status === 0, text);
  const typed = objects.map(
    (one, at) => `import type { I${one.kind} as T${at} } from '${moduleOf(one)}';
export const object${at}: T${at} = ${JSON.stringify(one)};`,
  );
  writeFileSync(`${folder}/objects.ts`, typed.join('\n'));
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--types', '', '--module', 'nodenext', '--target', 'es2023'];
  const compiled = run([compiler, ...flags, 'objects.ts'], folder);
  judge(`${file}: names of members`, compiled.status === 0, compiled.text);
}

/** Runs what `action.yml` runs, with a packed tarball. */
export async function tryAction(folder: string, tarball: string, judge: Judge): Promise<void> {
  const [output, environment] = [`${folder}/github-output`, `${folder}/github-env`];
  for (const file of [output, environment]) writeFileSync(file, '');
  const { status, text } = run([`${root}deploy/action.cjs`], folder, {
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: output,
    GITHUB_ENV: environment,
    SIEM_SIM_PACKAGE: tarball,
    SIEM_SIM_WITH_EVENTS: '20',
    SIEM_SIM_WITH_PORT: '0',
  });
  const outputs = new Map(
    readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const url = outputs.get('url') ?? '';
  const headers = { 'Argus-API-Key': outputs.get('argus-api-key') ?? '' };
  const answer = await fetch(`${url}/events/v1/aggregated?startTimestamp=0`, { headers }).then(
    ({ status: code }) => code,
    () => 0,
  );
  judge('the action starts a server', status === 0 && answer === 200, text);
  judge('the action names its address', readFileSync(environment, 'utf8') === `SIEM_SIM_URL=${url}\n`);
  const pid = /"pid": (\d+)/.exec(readyFileIn(folder))?.[1];
  if (pid !== undefined) process.kill(Number(pid));
}

function readyFileIn(folder: string): string {
  const { stdout } = spawnSync('sh', ['-c', 'cat siem-sim-*/ready.json'], { cwd: folder, encoding: 'utf8' });
  return stdout;
}
