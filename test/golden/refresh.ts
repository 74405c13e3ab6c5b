/**
 * Writes the golden hashes anew: `npm run golden`, for a change that is meant to change bytes of views.
 * `npm run golden -- --unreleased` writes those of Worlds of formats that are not frozen as well.
 */
import { writeFileSync } from 'node:fs';
import { goldenFile, promises } from './hash.ts';
import { worldFormats } from '../../src/generator/formats/index.ts';
import { goldenWorlds, newestFrozen, worldPromises, worldsFile } from './worlds.ts';
import { tenantFile, tenantHash, tenantName, tenantSamples } from './tenant.ts';

const hashes = Object.fromEntries([...promises()].map(([name, make]) => [name, make()]));
writeFileSync(goldenFile, `${JSON.stringify(hashes, null, 2)}\n`);

const tenants = Object.fromEntries(tenantSamples.map((sample) => [tenantName(sample), tenantHash(sample)]));
writeFileSync(tenantFile, `${JSON.stringify(tenants, null, 2)}\n`);

// What a format promised stays promised: formats and scenarios that are new get hashes, and with --unreleased those that are not frozen.
const anew = process.argv.includes('--unreleased');
const open = worldFormats.map(({ number }) => number).filter((number) => number > newestFrozen);
if (anew && open.length === 0)
  throw new Error(`world format ${newestFrozen} is frozen: what moves its Worlds goes into a format of its own`);
const before = goldenWorlds();
const worlds: Record<string, Record<string, string>> = {};
for (const [format, scenario, make] of worldPromises()) {
  const kept = anew && open.includes(Number(format)) ? undefined : before[format]?.[scenario];
  worlds[format] = { ...worlds[format], [scenario]: kept ?? make() };
}
writeFileSync(worldsFile, `${JSON.stringify(worlds, null, 2)}\n`);
