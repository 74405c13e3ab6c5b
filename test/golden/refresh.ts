/** Writes the golden hashes anew: `npm run golden`, for a change that is meant to change bytes. */
import { writeFileSync } from 'node:fs';
import { goldenFile, hashOf, nameOf, samples } from './hash.ts';

const hashes = Object.fromEntries(samples.map((sample) => [nameOf(sample), hashOf(sample)]));
writeFileSync(goldenFile, `${JSON.stringify(hashes, null, 2)}\n`);
