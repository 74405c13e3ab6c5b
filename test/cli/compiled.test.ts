import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cacheFolder, ownFolder, runFrom } from '../../src/cli/compiled.ts';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const load = createRequire(import.meta.url);
const keptIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.v8'));

/** A program as the build writes it: an id of its text in front. */
const putProgram = (file: string, text: string): void =>
  writeFileSync(file, `/*${createHash('sha256').update(text).digest('hex').slice(0, 16)}*/${text}`);

/** A file to be run, a folder for what is compiled of it, and what the file said each time it ran. */
function setting() {
  const home = temporary();
  const file = join(home, 'program.cjs');
  const folder = ownFolder(join(home, 'cache')) ?? '';
  const said: string[] = [];
  Object.assign(globalThis, { say: (word: string) => said.push(word) });
  const put = (word: string): void =>
    putProgram(file, `function twice(word) { return word + word; }\nsay(twice('${word}'));`);
  put('ha');
  return { home, file, folder, said, put };
}

describe('the folder for compiled code', () => {
  test('is below the caches of the user, or of the home folder', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x/caches', HOME: '/home/me' })).toBe('/x/caches/siem-sim');
    expect(cacheFolder({ HOME: '/home/me' })).toBe('/home/me/.cache/siem-sim');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/me' })).toBe('/home/me/.cache/siem-sim');
    expect(cacheFolder({})).toBeNull();
  });

  test('is made for its owner alone', () => {
    const folder = join(temporary(), 'caches', 'siem-sim');
    expect(ownFolder(folder)).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('is none where others may write or read', () => {
    const folder = temporary();
    for (const mode of [0o755, 0o770, 0o701]) {
      chmodSync(folder, mode);
      expect(ownFolder(folder)).toBeNull();
    }
  });

  test('is none where it cannot be made, is a link, or no folder', () => {
    const place = temporary();
    writeFileSync(join(place, 'file'), '');
    mkdirSync(join(place, 'other'), { mode: 0o700 });
    symlinkSync(join(place, 'other'), join(place, 'link'));
    for (const name of ['file', 'file/below', 'link']) expect(ownFolder(join(place, name))).toBeNull();
    expect(ownFolder(null)).toBeNull();
  });

  test.runIf(process.getuid?.() === 0)('is none where it is somebody else’s', () => {
    const folder = temporary();
    chownSync(folder, 12_345, 12_345);
    expect(ownFolder(folder)).toBeNull();
  });
});

describe('a file that is run', () => {
  test('leaves what was compiled for its owner alone, and the next start begins with it', () => {
    const { file, folder, said } = setting();
    const first = runFrom(file, folder, load);
    expect(first.isCached).toBe(false);
    first.save();
    const [name = ''] = keptIn(folder);
    expect(name).toContain(process.version);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(runFrom(file, folder, load).isCached).toBe(true);
    expect(said).toEqual(['haha', 'haha']);
  });

  test('is not run from what was compiled of another', () => {
    const { file, folder, said, put } = setting();
    runFrom(file, folder, load).save();
    // As long as before, which is all that V8 looks at.
    put('ho');
    expect(runFrom(file, folder, load).isCached).toBe(false);
    expect(said.at(-1)).toBe('hoho');
  });

  test('ignores what is cut short, changed anywhere, empty, or not a file', () => {
    const { file, folder, said } = setting();
    runFrom(file, folder, load).save();
    const place = join(folder, keptIn(folder)[0] ?? '');
    const good = readFileSync(place);
    const changed = (at: number): Buffer => {
      const bytes = Buffer.from(good);
      bytes.writeUInt8((bytes.at(at) ?? 0) ^ 1, at);
      return bytes;
    };
    const bad: Buffer[] = [good.subarray(0, -1), Buffer.alloc(0), Buffer.from('nonsense'), Buffer.concat([good, good])];
    for (let at = 0; at < good.length; at += 1 + (good.length >>> 6)) bad.push(changed(at));
    bad.push(changed(good.length - 1));
    for (const bytes of bad) {
      writeFileSync(place, bytes);
      expect(runFrom(file, folder, load).isCached).toBe(false);
    }
    rmSync(place);
    mkdirSync(place);
    expect(runFrom(file, folder, load).isCached).toBe(false);
    expect(new Set(said)).toEqual(new Set(['haha']));
  });

  test('runs without a folder, and where nothing can be written', () => {
    const { file, folder, said } = setting();
    runFrom(file, null, load).save();
    const ran = runFrom(file, folder, load);
    rmSync(folder, { recursive: true });
    ran.save();
    expect(said).toHaveLength(2);
    expect(existsSync(folder)).toBe(false);
  });

  test('leaves nothing of a text that does not say which it is', () => {
    const { file, folder } = setting();
    writeFileSync(file, 'say("x")');
    runFrom(file, folder, load).save();
    expect(keptIn(folder)).toEqual([]);
  });

  test('leaves no more than the last few', () => {
    const { home, folder } = setting();
    for (let nth = 0; nth < 12; nth++) {
      const file = join(home, `program-${nth}.cjs`);
      putProgram(file, `say(${nth})`);
      runFrom(file, folder, load).save();
    }
    expect(keptIn(folder)).toHaveLength(8);
  });
});
