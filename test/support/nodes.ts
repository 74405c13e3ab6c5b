/** Other versions of Node, which come as the npm package `node`. */
import { spawnSync } from 'node:child_process';

/** Versions that everything must run on. */
export const nodeVersions: readonly string[] = ['20.19', '22', '24', '26'];

export interface NodeBinary {
  readonly binary: string;
  /** Such as `v24.1.0`. */
  readonly version: string;
}

/** The binary of a version, so that what runs is its own and not npx's; the reason where it could not be had. */
export function nodeOf(wanted: string): NodeBinary | string {
  const found = spawnSync(
    'npx',
    ['-y', '-p', `node@${wanted}`, 'node', '-p', 'process.execPath + " " + process.version'],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const [binary = '', version = ''] = (found.stdout ?? '').trim().split('\n').at(-1)?.split(' ') ?? [];
  const isThere = found.status === 0 && version.startsWith('v');
  return isThere ? { binary, version } : `node ${wanted} could not be had: ${found.stderr.trim().split('\n').at(-1)}`;
}
