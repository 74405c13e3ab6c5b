/**
 * Builds the image on the base that `.ci/install-image` made, and runs it: as its own user, over a root that cannot be written,
 * as process 1. `npm run test:image`; as root on Debian.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { baseImage, buildah, buildImage, filesOf, firstProcess, inside } from './container.ts';

const image = 'localhost/siem-sim-test';
/** What the image may weigh over its base. */
const mostBytes = 60_000_000;

const judge = (what: string, isRight: boolean, told = ''): void => {
  console.log(`${isRight ? 'right' : 'WRONG'} ${what}${isRight || told === '' ? '' : `\n${told}`}`);
  if (!isRight) process.exitCode = 1;
};

const { config, version, revision } = buildImage(image);
const { User, Env, Entrypoint, Cmd, Labels, Healthcheck } = config;
judge(`user ${User} is a number and not root`, /^[1-9]\d*:[1-9]\d*$/.test(User));
judge(
  'labels tell version and revision',
  Labels['org.opencontainers.image.version'] === version && Labels['org.opencontainers.image.revision'] === revision,
);
judge('it tells its health', Healthcheck?.Test[0] === 'CMD');

const below = filesOf(baseImage);
below.remove();
const { folder, bytes, remove } = filesOf(image);
judge(`it weighs ${bytes - below.bytes} bytes over its base, at most ${mostBytes}`, bytes - below.bytes <= mostBytes);
const sbom = JSON.parse(readFileSync(`${folder}/app/sbom.json`, 'utf8')) as { readonly components: readonly object[] };
judge(`its bill of materials names ${sbom.components.length} packages`, sbom.components.length > 100);

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => void child.once('exit', (code) => resolve(code)));

/** Serves, asks for its health until it is well, ends it by a signal. */
async function serves(name: string, words: readonly string[], more: readonly string[]): Promise<void> {
  const child = spawn('unshare', inside(config, folder, [...Entrypoint, ...words], more), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
  const done = spawnSync('unshare', inside(config, folder, words), { encoding: 'utf8', timeout: 120_000 });
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
