/** The floors of the house: a file imports from its own room or from lower floors. */
import { importsOf, type Source } from './imports.ts';

/** Lowest first; every folder of `products` is a room. */
const floors: readonly (readonly string[])[] = [
  ['kernel'],
  ['model', 'store'],
  ['generator', 'pcap', 'corpus', 'state'],
  ['http', 'truth'],
  ['products/shared'],
  ['products/*'],
  ['products'],
  ['contract', 'sim', 'console'],
  ['hunt', 'twin', 'mcp'],
  ['main', 'cli', 'index', 'whole', 'fixtures'],
];

/** Tools of the repository import anything, and are imported by nothing. */
const tools = 'dev';

const roomOf = (path: string): string => {
  const [first = '', second = '', third] = path.split('/');
  return first === 'products' && third !== undefined ? `${first}/${second}` : first.replace(/\.ts$/, '');
};
const floorOf = (room: string): number =>
  room === tools
    ? floors.length
    : floors.findIndex((rooms) => rooms.includes(room) || rooms.includes(room.replace(/\/(?!shared$).*/, '/*')));

/** The product whose side of the contract suite a file belongs to; null elsewhere. */
const sideOf = (path: string): string | null => /^contract\/products\/([^/]+)\//.exec(path)?.[1] ?? null;

function complaint(path: string, target: string): string | null {
  const [from, to] = [roomOf(path), roomOf(target)];
  const [here, there] = [floorOf(from), floorOf(to)];
  if (here < 0 || there < 0) return `no floor is known for ${here < 0 ? from : to}`;
  if (from === to || there < here) return null;
  return there > here || to === tools ? 'upwards' : here === floors.length - 1 ? null : 'sideways';
}

/** Imports that go up, or sideways between rooms of one floor. */
export const climbing = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const said = complaint(source.path, target);
      return said === null ? [] : [`${source.path} imports ${target}: ${said}`];
    }),
  );

/** Imports from the suite's side of one product to that of another. */
export const crossing = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) => {
    const side = sideOf(source.path);
    return importsOf(source)
      .filter((target) => side !== null && sideOf(target) !== null && sideOf(target) !== side)
      .map((target) => `${source.path} imports ${target}, another product's side`);
  });
