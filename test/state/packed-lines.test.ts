import { expect, test } from 'vitest';
import { unpackedLines, noLines, withLines } from '../../src/state/packed-lines.ts';

test('lines that are packed one lot after another are read as one', () => {
  const packed = withLines(withLines(withLines(noLines, ['æ', '']), []), ['{"b":1}']);
  expect(packed.pieces).toHaveLength(2);
  expect(unpackedLines(packed)).toEqual(['æ', '', '{"b":1}']);
  expect(unpackedLines({ count: 3, pieces: [Buffer.concat(packed.pieces)] })).toEqual(['æ', '', '{"b":1}']);
});
