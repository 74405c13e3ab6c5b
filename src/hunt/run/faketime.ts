/** libfaketime: the client's clock shows what the World's shows, through a file that the library reads anew each time. */
import { closeSync, existsSync, openSync, readdirSync, readSync, writeFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { wallClock } from '../../kernel/clock.ts';

const library = 'libfaketime.so.1';
const roots = ['/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'];

/** Path of the library; null where it is not installed. */
export function faketimeLibrary(): string | null {
  for (const root of roots) {
    const folders = existsSync(root) ? ['', ...readdirSync(root)] : [];
    const found = folders.map((folder) => join(root, folder, 'faketime', library)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return null;
}

/** The clock runs on from `now`, `speed` times as fast as real time: one that stands still makes waits with a deadline last for ever. */
export function writeFakeClock(file: string, now: number, speed: number): void {
  const seconds = (now - wallClock.now()) / 1000;
  const rate = speed === 1 ? '' : ` x${speed}`;
  writeFileSync(file, `${seconds >= 0 ? '+' : ''}${seconds.toFixed(3)}${rate}`);
}

/** Variables that put a command under the library. */
export const faketimeVariables = (path: string, file: string): Readonly<Record<string, string>> => ({
  LD_PRELOAD: path,
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_NO_CACHE: '1',
  NO_FAKE_STAT: '1',
});

/** Where a command is, as the shell would find it; null for none. */
export function commandPath(command: string, path = process.env['PATH'] ?? ''): string | null {
  const places = command.includes('/') ? [command] : path.split(delimiter).map((folder) => join(folder, command));
  return places.find((place) => existsSync(place) && statSync(place).isFile()) ?? null;
}

const [programHeaderInterpreter, headerBytes] = [3, 4096];

/** Whether a program can load a library: a static one cannot. What is no ELF file is run by something that can. */
export function canPreload(file: string): boolean {
  const head = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, 'r');
  try {
    const read = readSync(descriptor, head, 0, headerBytes, 0);
    if (read < 64 || head.readUInt32BE(0) !== 0x7f45_4c46 || head[4] !== 2) return true;
    const [offset, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
    for (let at = 0; at < count; at++) {
      const place = offset + at * size;
      if (place + 4 > read) return true;
      if (head.readUInt32LE(place) === programHeaderInterpreter) return true;
    }
    return false;
  } finally {
    closeSync(descriptor);
  }
}
