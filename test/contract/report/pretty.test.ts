/** JSON of a report is laid out, also where it was cut off, and shows the place that a finding speaks of. */
import { expect, test } from 'vitest';
import { hexOf } from '../../../src/contract/report/hex.ts';
import { isMarked, namedIn, pretty } from '../../../src/contract/report/pretty.ts';
import { makeRedactor } from '../../../src/contract/report/redact.ts';

test.each([{ a: [], b: {}, c: [1, { d: 'x, {"y": [1]}' }], e: 'a "quoted" \\ text', f: null }, [], [[1], [2, [3]]]])(
  'what is whole is laid out as JSON.stringify does it: %j',
  (value) => {
    expect(pretty(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  },
);

test('what was cut off is laid out as far as it goes, and what is no JSON stays', () => {
  expect(pretty('{"a":[1,"two thr')).toBe('{\n  "a": [\n    1,\n    "two thr');
  expect(pretty('id,name\n1,{x}')).toBe('id,name\n1,{x}');
});

test('a member is marked by its name or by its path, and words of the language are none', () => {
  const names = namedIn('the same answer', 'timeFrames.0.timeFrame.startTime: 1 and 2; severity is high');
  expect([names.has('startTime'), names.has('severity')]).toEqual([true, true]);
  expect(isMarked('    "startTime": 17,', names)).toBe(true);
  expect(isMarked('    "endTime": 17,', names)).toBe(false);
  expect(namedIn('all data of a name').has('data')).toBe(false);
});

test('bytes are shown in hexadecimal beside what of them is text', () => {
  expect(hexOf(new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 0x41]))).toBe(`000000  d4 c3 b2 a1 41${' '.repeat(33)}  ....A`);
});

test('values of a tenant are taken out, names of members stay', () => {
  const answer = { data: [{ id: 17999999, host: 'srv-erp-04', severity: 'high', ok: true }] };
  const { text, json } = makeRedactor([answer], 'https://tenant.example');
  expect(text('curl https://tenant.example/x: srv-erp-04 at 10.2.3.4 of ann@corp.example, id 17999999')).toBe(
    'curl $TARGET/x: <value> at <value> of <value>, id <value>',
  );
  expect(json(answer)).toEqual({ data: [{ id: 0, host: '<value>', severity: '<value>', ok: true }] });
});
