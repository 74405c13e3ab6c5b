/** Secrets: how they are compared, and how the simulator makes its own. */
import { hash, timingSafeEqual } from 'node:crypto';
import { counterStream, keyOf, type Key } from '../../../kernel/random.ts';

/** What is kept of a secret to compare with. */
export const digestOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');

/** Compares in a time that tells neither where two texts differ nor how long the expected one is. */
export const isSecret = (given: string, expected: Buffer): boolean => timingSafeEqual(digestOf(given), expected);

/** Stands in for the secret of what does not exist, so that the time taken is the same. */
export const noSecret = digestOf('');

/**
 * Makes secrets by (seed, purpose, number), in lower-case hexadecimal: the same run hands out the same tokens,
 * and no secret has to be kept in the command log. Whoever knows the seed knows them: this is a simulator.
 */
export function secretsOf(seed: string, purpose: string): (number: number, digits: number) => string {
  let key: Key | undefined;
  return (number, digits) => counterStream((key ??= keyOf(seed, `argus/${purpose}`)), number).hex(digits);
}
