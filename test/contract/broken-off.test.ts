/** An answer that was broken off is one fault of its own, and nothing is made of what came of it. */
import { expect, test } from 'vitest';
import { altering, checksOf, type Alter } from './support/altered.ts';

const { judge } = await altering();

/** Ends each `nth` answer of a search in the middle of a row, as a gateway does that lost its server. */
const cutting = (nth: number): Alter => {
  let count = 0;
  return (passing) => {
    if (!passing.url.endsWith('/nids/search') || passing.status !== 200 || ++count % nth !== 0) return;
    passing.headers = { ...passing.headers, 'content-length': String(passing.body.length), connection: 'close' };
    passing.body = passing.body.slice(0, passing.body.length / 2);
  };
};

test.each([2, 3, 5])('of a list whose every answer no. %s is cut no law says anything', async (nth) => {
  const unit =
    /^argus\.findNIDSEvents\/(?:schema|law)\/(?:echo|complete|depth|pages-join|criteria-cover|media-agree|sort)/;
  expect(checksOf(await judge(unit, cutting(nth)))).toEqual(['schema/complete']);
});
