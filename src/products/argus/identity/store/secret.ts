/** Secrets: how they are compared, and how the simulator makes its own. */
import { counterStream, keyOf, type Key } from '../../../../kernel/random.ts';
import type { World } from '../../../../model/world.ts';

/** Longer secrets than this are equal to none. */
const longest = 1024;
const words = (longest + 4) >>> 2;

/** What is kept of a secret to compare with: its bytes and its length, padded, so that all secrets take as long. */
export function digestOf(secret: string, into = Buffer.alloc(longest + 4)): Buffer {
  into.fill(0);
  into.write(secret, 4);
  into.writeUInt32BE(Buffer.byteLength(secret), 0);
  return into;
}

const given = Buffer.alloc(longest + 4);
const givenWords = new Int32Array(given.buffer, given.byteOffset, words);

/** Compares in a time that tells neither where two texts differ nor how long the expected one is. */
export function isSecret(text: string, expected: Buffer): boolean {
  digestOf(text, given);
  // By hand: a first answer would wait for node:crypto to be loaded.
  const theirs = new Int32Array(expected.buffer, expected.byteOffset, words);
  let differing = 0;
  for (let at = 0; at < words; at++) differing |= (givenWords[at] as number) ^ (theirs[at] as number);
  return differing === 0 && text.length <= longest;
}

/** Stands in for the secret of what does not exist, so that the time taken is the same. */
export const noSecret = digestOf('');

/** Secrets that are handed out: of another epoch of the World they are others, and whoever still has the old ones is nobody. */
export function issuedSecretsOf(
  world: Pick<World, 'seed' | 'worldTag' | 'epoch'>,
  purpose: string,
): (number: number, digits: number) => string {
  let made = { epoch: 0, secretOf: secretsOf(world, purpose) };
  return (number, digits) => {
    const { epoch = 0 } = world;
    if (made.epoch !== epoch)
      made = { epoch, secretOf: secretsOf(world, epoch === 0 ? purpose : `${purpose}/epoch-${epoch}`) };
    return made.secretOf(number, digits);
  };
}

/**
 * Makes secrets by (seed, realm, purpose, number), in lower-case hexadecimal: the same run hands out the same tokens,
 * and no secret has to be kept in the command log. Whoever knows the seed knows them: this is a simulator.
 */
export function secretsOf(
  { seed, worldTag }: Pick<World, 'seed' | 'worldTag'>,
  purpose: string,
): (number: number, digits: number) => string {
  const mark = worldTag ?? '';
  const path = mark === '' ? `argus/${purpose}` : `argus/${purpose}/${mark}`;
  let key: Key | undefined;
  return (number, digits) => mark + counterStream((key ??= keyOf(seed, path)), number).hex(digits - mark.length);
}
