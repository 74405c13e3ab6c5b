/** Counts the hand-written lines of `src` that are neither blank nor comment, by room; a folder given counts another checkout's. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('../../', import.meta.url));
const isGenerated = (path: string): boolean => path.includes('/generated/');

/** Lines of code in a text; a comment inside a line of code does not count against it. */
export const linesOf = (text: string): number =>
  text
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line)).length;

const byRoom = new Map<string, number>();
for (const name of readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })) {
  const path = name.replaceAll('\\', '/');
  if (!/\.tsx?$/.test(path) || isGenerated(path)) continue;
  const [first = '', second = '', third] = path.split('/');
  const room = third !== undefined && (first === 'products' || first === 'contract') ? `${first}/${second}` : first;
  byRoom.set(room, (byRoom.get(room) ?? 0) + linesOf(readFileSync(`${root}/src/${path}`, 'utf8')));
}
for (const [room, lines] of [...byRoom].sort()) console.log(String(lines).padStart(7), room);
console.log(String([...byRoom.values()].reduce((sum, lines) => sum + lines, 0)).padStart(7), 'in all');
