/** Checks that other versions of Node make the golden bytes too: `npm run test:nodes [version …]`; they come as the npm package `node`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { golden, nameOf, samples } from './hash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ['20.19', '22', '24', '26'];

for (const version of versions) {
  // The path of that version's binary is asked for once, so that the runs below are its own and not npx's.
  const found = spawnSync(
    'npx',
    ['-y', '-p', `node@${version}`, 'node', '-p', 'process.execPath + " " + process.version'],
    {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  const [binary = '', name = ''] = (found.stdout ?? '').trim().split('\n').at(-1)?.split(' ') ?? [];
  if (found.status !== 0 || !name.startsWith('v')) {
    console.error(`node ${version} could not be had: ${found.stderr.trim().split('\n').at(-1)}`);
    process.exitCode = 1;
    continue;
  }
  for (const sample of samples) {
    const hash = createHash('sha256');
    for (const { part, of } of sample.partitions) {
      const flags = [
        '--scenario',
        sample.scenario,
        '--kind',
        sample.kind,
        '--partition',
        `${part}/${of}`,
        '--out',
        '-',
      ];
      hash.update(
        execFileSync(binary, ['dist/main.js', 'generate', ...flags], {
          cwd: root,
          maxBuffer: 2 ** 30,
          stdio: ['ignore', 'pipe', 'inherit'],
        }),
      );
    }
    const isSame = hash.digest('hex') === golden()[nameOf(sample)];
    console.log(`${isSame ? 'same ' : 'OTHER'} ${name} ${nameOf(sample)}`);
    if (!isSame) process.exitCode = 1;
  }
}
