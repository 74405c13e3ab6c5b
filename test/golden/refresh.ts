/** Writes the golden hashes anew: `npm run golden`, for a change that is meant to change bytes. */
import { writeFileSync } from 'node:fs';
import { goldenFile, promises } from './hash.ts';
import { goldenWorlds, worldPromises, worldsFile } from './worlds.ts';
import { tenantFile, tenantHash, tenantName, tenantSamples } from './tenant.ts';

const hashes = Object.fromEntries([...promises()].map(([name, make]) => [name, make()]));
writeFileSync(goldenFile, `${JSON.stringify(hashes, null, 2)}\n`);

const tenants = Object.fromEntries(tenantSamples.map((sample) => [tenantName(sample), tenantHash(sample)]));
writeFileSync(tenantFile, `${JSON.stringify(tenants, null, 2)}\n`);

// What a format promised stays promised: only formats and scenarios that are new get hashes.
const worlds: Record<string, Record<string, string>> = { ...goldenWorlds() };
for (const [format, scenario, make] of worldPromises()) worlds[format] = { [scenario]: make(), ...worlds[format] };
writeFileSync(worldsFile, `${JSON.stringify(worlds, null, 2)}\n`);
