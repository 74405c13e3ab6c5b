/**
 * Builds the image on the base that `.ci/install-image` made, and runs it: as its own user, over a root that cannot be written,
 * as process 1. `npm run test:image`; as root on Debian.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [base, image] = ['localhost/siem-sim-base', 'localhost/siem-sim-test'];
const env = { ...process.env, STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot' };
/** What the image may weigh over its base. */
const mostBytes = 60_000_000;

const judge = (what: string, isRight: boolean, told = ''): void => {
  console.log(`${isRight ? 'right' : 'WRONG'} ${what}${isRight || told === '' ? '' : `\n${told}`}`);
  if (!isRight) process.exitCode = 1;
};

const buildah = (...args: readonly string[]): string =>
  execFileSync('buildah', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

interface Config {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly version: string };
const given = [`BASE=${base}`, `VERSION=${version}`, `REVISION=${revision}`].flatMap((one) => ['--build-arg', one]);
buildah('bud', '--quiet', '--layers=false', '--network', 'host', '--format', 'docker', ...given, '--tag', image, '.');

const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', image)) as {
  readonly Docker: { readonly config: Config };
};
const { User, Env, Entrypoint, Cmd, WorkingDir, Labels, Healthcheck } = Docker.config;
judge(`user ${User} is a number and not root`, /^[1-9]\d*:[1-9]\d*$/.test(User));
judge(
  'labels tell version and revision',
  Labels['org.opencontainers.image.version'] === version && Labels['org.opencontainers.image.revision'] === revision,
);
judge('it tells its health', Healthcheck?.Test[0] === 'CMD');

/** A container's files, and how many bytes they are. */
function filesOf(of: string): { readonly folder: string; readonly bytes: number; readonly remove: () => void } {
  const container = buildah('from', '--pull-never', of);
  const folder = buildah('mount', container);
  const bytes = Number(execFileSync('du', ['-sxb', folder], { encoding: 'utf8' }).split('\t')[0]);
  return { folder, bytes, remove: () => void buildah('rm', container) };
}

const below = filesOf(base);
below.remove();
const { folder, bytes, remove } = filesOf(image);
judge(`it weighs ${bytes - below.bytes} bytes over its base, at most ${mostBytes}`, bytes - below.bytes <= mostBytes);
const sbom = JSON.parse(readFileSync(`${folder}/app/sbom.json`, 'utf8')) as { readonly components: readonly object[] };
judge(`its bill of materials names ${sbom.components.length} packages`, sbom.components.length > 100);

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

/** Words that run a command in the container: its user, environment and directory, a root that cannot be written, a process table of its own. */
function inside(words: readonly string[], more: readonly string[]): readonly string[] {
  const script = `
    mount --bind ${folder} ${folder} && mount -o remount,bind,ro ${folder}
    mount -t proc proc ${folder}/proc && mount -t tmpfs tmpfs ${folder}/tmp && mount --bind /dev ${folder}/dev
    cd ${folder} && exec chroot --userspec=${User} ${folder} env -i --chdir=${WorkingDir} ${quoted([...Env, ...more, ...words])}`;
  return ['--mount', '--pid', '--fork', '--kill-child=KILL', 'sh', '-ec', script];
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => void child.once('exit', (code) => resolve(code)));

/** The first process of the container, as this machine numbers it. */
const firstProcess = (child: ChildProcess): string =>
  readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();

/** Serves, asks for its health until it is well, ends it by a signal. */
async function serves(name: string, words: readonly string[], more: readonly string[]): Promise<void> {
  const child = spawn('unshare', inside([...Entrypoint, ...words], more), { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const end = ended(child);
  const health = Healthcheck?.Test.slice(1) ?? [];
  let isWell = false;
  for (let attempt = 0; attempt < 60 && !isWell && child.exitCode === null; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const target = ['--target', firstProcess(child), '--mount', '--pid', 'chroot', `--userspec=${User}`, folder];
    isWell = spawnSync('nsenter', [...target, 'env', '-i', ...Env, ...more, ...health]).status === 0;
  }
  judge(`${name}: its health is asked where it serves`, isWell, text);
  if (child.exitCode === null) process.kill(Number(firstProcess(child)), 'SIGTERM');
  const status = await end;
  judge(`${name}: SIGTERM ends it with ${status}`, status === 0, text);
}

function runs(name: string, words: readonly string[], isRight: (text: string) => boolean, status = 0): void {
  const done = spawnSync('unshare', inside(words, []), { encoding: 'utf8', timeout: 120_000 });
  const text = `${done.stdout}${done.stderr}`;
  judge(name, done.status === status && isRight(done.stdout), text.slice(-2000));
}

try {
  await serves('as it is', Cmd, []);
  await serves('over TLS at another port', ['serve', '--port', '18443', '--tls'], []);
  await serves('by variables', ['serve'], ['SIEM_SIM_PORT=18081', 'SIEM_SIM_EVENTS=20']);
  runs(
    'generate',
    [...Entrypoint, 'generate', '--events', '10', '--out', '-'],
    (text) => text.trim().split('\n').length === 10,
  );
  const quick = ['contract', '--events', '200', '--profile', 'quick', '--only', 'argus.listAggregatedEvents'];
  runs('contract', [...Entrypoint, ...quick], (text) => text !== '');
  const driver = ['node', '-p', "typeof require('/app/node_modules/pg').Client"];
  runs('it has the driver of a store', driver, (text) => text === 'function\n');
  runs('its root cannot be written', ['touch', '/app/x'], () => true, 1);
} finally {
  remove();
  buildah('rmi', image);
}
