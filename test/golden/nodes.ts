/**
 * Checks that other versions of Node make the golden bytes too: `npm run test:nodes [version …]`; they come as the npm package
 * `node`. Each makes some that the commit draws, and with FULL set all.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { golden, nameOf, samples } from './hash.ts';
import { drawn } from '../support/drawn.ts';
import { nodeOf, nodeVersions } from '../support/nodes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : nodeVersions;

for (const wanted of versions) {
  const found = nodeOf(wanted);
  if (typeof found === 'string') {
    console.error(found);
    process.exitCode = 1;
    continue;
  }
  const { binary, version: name } = found;
  for (const sample of drawn(`golden bytes that Node ${name} makes`, samples, 10)) {
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
