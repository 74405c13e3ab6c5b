/** Code that V8 compiled at an earlier start, kept in a folder of the user's own. Whatever is odd about it, there is none. */

// Not imported: a module's view of `node:fs` loads all that hangs on it, which takes longer than reading what was compiled.
const { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync } = process.getBuiltinModule('node:fs');
const { readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } = process.getBuiltinModule('node:fs');
const { basename, dirname, isAbsolute, join } = process.getBuiltinModule('node:path');
const { Script } = process.getBuiltinModule('node:vm');
const nodeModule = process.getBuiltinModule('node:module');

/** What newer versions of Node can do themselves. */
interface Caching {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly flushCompileCache?: () => void;
}

/** Runs a CommonJS file, from compiled code where there is some; it is kept once the first request is answered, or at the end. */
export function runCompiled(file: string, load: NodeJS.Require): void {
  const folder = ownFolder(cacheFolder(process.env));
  const { enableCompileCache, flushCompileCache } = nodeModule as unknown as Caching;
  if (enableCompileCache !== undefined) {
    // Node keeps it at the end; where it can be told to, also before, because not every end is told of.
    if (folder !== null) enableCompileCache(folder);
    load(file);
    if (folder !== null && flushCompileCache !== undefined) afterFirstAnswer(() => flushCompileCache());
    return;
  }
  const { isCached, save } = runFrom(file, folder, load);
  if (!isCached && folder !== null) afterFirstAnswer(save);
}

/** `siem-sim` in the folder that the user's caches are in; null where nobody says. */
export function cacheFolder({ XDG_CACHE_HOME: caches = '', HOME: home = '' }: NodeJS.ProcessEnv): string | null {
  if (isAbsolute(caches)) return join(caches, 'siem-sim');
  return isAbsolute(home) ? join(home, '.cache', 'siem-sim') : null;
}

const isOwn = ({ uid }: { readonly uid: number }): boolean => process.getuid === undefined || uid === process.getuid();

/** The folder, made if need be; null where it is not this user's alone. */
export function ownFolder(folder: string | null): string | null {
  if (folder === null) return null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = lstatSync(folder);
    const isPrivate = process.platform === 'win32' || (stats.mode & 0o077) === 0;
    return stats.isDirectory() && isOwn(stats) && isPrivate ? folder : null;
  } catch {
    return null;
  }
}

export interface Ran {
  readonly isCached: boolean;
  /** Keeps what is compiled by now; where it cannot be written there is none. */
  readonly save: () => void;
}

/** Runs a CommonJS file with the compiled code of a folder, if there is any that is good. */
export function runFrom(file: string, folder: string | null, load: NodeJS.Require): Ran {
  const source = wrapped(file);
  const key = keyOf(file, source);
  const place = folder === null || key === null ? null : join(folder, key);
  const cachedData = place === null ? null : readKept(place);
  const script = new Script(source, { filename: file, ...(cachedData !== null && { cachedData }) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(module.exports, load, module, file, dirname(file));
  return {
    isCached: cachedData !== null && script.cachedDataRejected === false,
    save: () => {
      if (place !== null) writeKept(place, script.createCachedData());
    },
  };
}

const [opening, closing] = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

/** The text of a file as a function: put together as bytes, for put together as text it would be in memory twice. */
function wrapped(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const end = opening.length + fstatSync(handle).size;
    const bytes = Buffer.allocUnsafeSlow(end + closing.length);
    bytes.write(opening);
    for (let at = opening.length; at < end;) at += readSome(handle, bytes, at, end);
    bytes.write(closing, end);
    // The build writes ASCII alone, which is read fastest so.
    return bytes.toString('latin1');
  } finally {
    closeSync(handle);
  }
}

function readSome(handle: number, bytes: Buffer, at: number, end: number): number {
  const read = readSync(handle, bytes, at, end - at, null);
  if (read === 0) throw new Error('a file became shorter while it was read');
  return read;
}

/** What a file begins with that compiled code may be kept of: an id of all its text. */
const idOf = /^[^{]*\{\/\*([\da-f]{16})\*\//;

/** V8 compares but the length of the source, so the name tells which text it was; other versions and flags compile otherwise. Null for a text without an id. */
function keyOf(file: string, text: string): string | null {
  const id = idOf.exec(text)?.[1];
  const flags = sumOf(`${process.execArgv.join(' ')}\n${process.env['NODE_OPTIONS'] ?? ''}`);
  return id === undefined ? null : `${basename(file)}-${id}-${process.version}-${process.arch}-${flags}.v8`;
}

/** Bytes that tell that all is there and as it was written: length and sum. V8 itself would run whatever it is given. */
const headBytes = 8;

function readKept(place: string): Buffer | null {
  try {
    const handle = openSync(place, 'r');
    try {
      const stats = fstatSync(handle);
      if (!stats.isFile() || !isOwn(stats)) return null;
      const bytes = readFileSync(handle);
      const data = bytes.subarray(headBytes);
      const isGood = bytes.length > headBytes && bytes.readUInt32LE(0) === data.length;
      return isGood && bytes.readUInt32LE(4) === sumOf(data) ? data : null;
    } finally {
      closeSync(handle);
    }
  } catch {
    return null;
  }
}

/** Only the last few are kept: each version of Node and of the package has its own. */
const mostKept = 8;

function writeKept(place: string, data: Buffer): void {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(data.length, 0);
  head.writeUInt32LE(sumOf(data), 4);
  const made = `${place}.${process.pid}`;
  try {
    // Written beside, then put in place: nobody reads half of it.
    writeFileSync(made, Buffer.concat([head, data]), { mode: 0o600, flag: 'wx' });
    renameSync(made, place);
    forgetOld(dirname(place));
  } catch {
    rmSync(made, { force: true });
  }
}

function forgetOld(folder: string): void {
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith('.v8'))
    .map((name) => ({ path: join(folder, name), written: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.written - one.written);
  for (const { path } of kept.slice(mostKept)) rmSync(path, { force: true });
}

const sumOf = (data: Buffer | string): number => process.getBuiltinModule('node:zlib').crc32(data);

/** Time for what a first answer leaves to be compiled. */
const settling = 300;

/** Calls once, soon after the first answer of this process, or at its end. */
function afterFirstAnswer(act: () => void): void {
  const { subscribe, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel');
  const channel = 'http.server.response.finish';
  let isDone = false;
  const once = (): void => {
    if (!isDone) act();
    isDone = true;
  };
  const answered = (): void => {
    unsubscribe(channel, answered);
    setTimeout(once, settling).unref();
  };
  subscribe(channel, answered);
  process.once('exit', once);
}
