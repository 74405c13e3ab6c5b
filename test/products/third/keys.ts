/** The keys of the sample product: one of each World, and one that only a tagged World has. */
import { stream } from '../../../src/kernel/random.ts';
import type { World } from '../../../src/model/world.ts';

/** Hexadecimal digits that a tag has, and a key after it. */
const digits = { tag: 12, own: 20 } as const;

const keyOf = ({ seed }: World, tag: string): string => tag + stream(seed, `sample/key/${tag}`).hex(digits.own);

/** Every key that a World takes, its own last. */
export const keysOf = (world: World): readonly string[] =>
  ['', ...(world.worldTag === undefined ? [] : [world.worldTag])].map((tag) => keyOf(world, tag));

/** The key in a header `Authorization`; null where there is none. */
export const keyIn = (authorization: unknown): string | null =>
  /^bearer +(\S+) *$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1] ?? null;

/** The tag that a key begins with; null for the key of a World without one. */
export const tagOf = (key: string | null): string | null =>
  key?.length === digits.tag + digits.own ? key.slice(0, digits.tag) : null;
