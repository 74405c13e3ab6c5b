/** Copies a package with all that it needs out of an installation, at the versions that were locked: `node driver.cjs PACKAGE FOLDER`. */
const { cpSync, existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [wanted, to] = process.argv.slice(2);
const copied = new Set();

/** The folder that a package is found in by who lies in another. */
function folderOf(name, from) {
  const parts = from.split('/node_modules/');
  for (let depth = parts.length; depth > 0; depth--) {
    const folder = join(parts.slice(0, depth).join('/node_modules/'), 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

function copy(name, from, isNeeded) {
  const folder = folderOf(name, from);
  if (folder === undefined) {
    if (isNeeded) throw new Error(`${name} is not installed`);
    return;
  }
  if (copied.has(folder)) return;
  copied.add(folder);
  cpSync(folder, join(to, folder.slice(process.cwd().length)), { recursive: true, dereference: true });
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const one of Object.keys({ ...dependencies, ...optionalDependencies }))
    copy(one, folder, optionalDependencies[one] === undefined);
}

copy(wanted, process.cwd(), true);
