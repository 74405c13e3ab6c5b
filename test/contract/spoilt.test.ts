/** Whatever an answer holds in place of what belongs there, the suite goes on to its end. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { altering, type Alter } from './support/altered.ts';

/** What stands where a member belongs, unless nothing does. */
const instead = [null, 0, -1.5, '', 'text', true, [], {}, [null], ['text'], { id: {} }] as const;

/** Some of the members of an answer are others, by seed and name: in the same answers always the same. */
function spoil(value: unknown, seed: string, share: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => spoil(item, seed, share));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const drawn = createHash('sha256').update(`${seed} ${name}`).digest();
      const isSpoilt = name !== 'data' && drawn.readUInt16LE(0) < share * 0x1_00_00;
      const isMissing = drawn.readUInt16LE(2) % 2 === 0;
      const other = isMissing ? undefined : instead[drawn.readUInt16LE(4) % instead.length];
      return [name, isSpoilt ? other : spoil(member, seed, share)];
    }),
  );
}

const isFull = process.env['FULL'] !== undefined;
/** What writes looks closest at what comes back; the rest of the suite takes its time. */
const asked = isFull
  ? /./
  : /\/(?:law\/.*(?:kept|seen|whole|back|update|tell|end|found|time)|access\/\w*(?:life|sign))/;

/** Little is wrong, so that all that follows from it is asked, or much is. */
test.each(
  (isFull ? ['1', '2', '3', '4', '16'] : ['16']).flatMap((seed) => [0.1, 0.4].map((share) => ({ share, seed }))),
)('the suite comes to its end where $share of the members are spoilt (seed $seed)', async ({ share, seed }) => {
  const { judge } = await altering({ events: 200 });
  const alter: Alter = (passing) => {
    if (!(passing.headers['content-type'] ?? '').includes('json') || passing.body === '') return;
    const spoilt = spoil(JSON.parse(Buffer.from(passing.body, 'latin1').toString('utf8')), seed, share);
    passing.body = Buffer.from(JSON.stringify(spoilt), 'utf8').toString('latin1');
  };
  expect(await judge(asked, alter)).not.toEqual([]);
});
