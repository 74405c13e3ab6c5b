/** The image, built on the base that `.ci/install-image` made, and words that run a command in it. As root on Debian. */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const env = { ...process.env, STORAGE_DRIVER: 'vfs', BUILDAH_ISOLATION: 'chroot' };

/** What the image is built on. */
export const baseImage = 'localhost/siem-sim-base';

export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

export function buildah(...args: readonly string[]): string {
  return execFileSync('buildah', args, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}

export interface BuiltImage {
  readonly config: ImageConfig;
  readonly version: string;
  readonly revision: string;
}

/** Builds it under a name. */
export function buildImage(image: string): BuiltImage {
  const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly version: string };
  const given = [`BASE=${baseImage}`, `VERSION=${version}`, `REVISION=${revision}`];
  const args = ['--quiet', '--layers=false', '--network', 'host', '--format', 'docker', '--tag', image, '.'];
  buildah('bud', ...given.flatMap((one) => ['--build-arg', one]), ...args);
  const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', image)) as {
    readonly Docker: { readonly config: ImageConfig };
  };
  return { config: Docker.config, version, revision };
}

export interface Mounted {
  readonly folder: string;
  readonly bytes: number;
  readonly remove: () => void;
}

/** A container's files, and how many bytes they are. */
export function filesOf(of: string): Mounted {
  const container = buildah('from', '--pull-never', of);
  const folder = buildah('mount', container);
  const bytes = Number(execFileSync('du', ['-sxb', folder], { encoding: 'utf8' }).split('\t')[0]);
  return { folder, bytes, remove: () => void buildah('rm', container) };
}

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

/** Words for `unshare` that run a command in the container: its user, environment and directory, a root that cannot be written, a process table of its own. */
export function inside(
  { User, Env, WorkingDir }: ImageConfig,
  folder: string,
  words: readonly string[],
  more: readonly string[] = [],
): readonly string[] {
  const script = `
    mount --bind ${folder} ${folder} && mount -o remount,bind,ro ${folder}
    mount -t proc proc ${folder}/proc && mount -t tmpfs tmpfs ${folder}/tmp && mount --bind /dev ${folder}/dev
    cd ${folder} && exec chroot --userspec=${User} ${folder} env -i --chdir=${WorkingDir} ${quoted([...Env, ...more, ...words])}`;
  return ['--mount', '--pid', '--fork', '--kill-child=KILL', 'sh', '-ec', script];
}

/** The first process of the container, as this machine numbers it. */
export const firstProcess = (child: ChildProcess): string =>
  readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
