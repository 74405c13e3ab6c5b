/** Every form of a report says the same. */
import { test, expect } from 'vitest';
import { convert } from 'xmlbuilder2';
import type { Finding } from '../../../src/contract/terms/finding.ts';
import { diffOf, diffText } from '../../../src/contract/diff.ts';
import { reportFormats } from '../../../src/contract/report/formats.ts';
import type { Report } from '../../../src/contract/report/report.ts';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  id: 'argus.getEvent/law/same-event~0a71',
  kind: 'violation',
  check: 'law/same-event',
  family: 'law',
  operation: 'argus.getEvent',
  rank: 'critical',
  expected: 'the event as in argus/v2-event.schema.json',
  seen: '<b>another</b> & "worse" one\u0000',
  source: 'seed 001',
  evidence: 'documented',
  curl: `curl -s 'https://api.example/events?a=1&b=2'`,
  input: null,
  response: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":null}\ud800', bytes: 13 },
  times: 3,
  again: `siem-sim contract --replay '${changes.id ?? 'argus.getEvent/law/same-event~0a71'}'`,
  ...changes,
});

const result = (operation: string, verdict: 'passed' | 'violated' | 'skipped') => ({
  unit: `${operation}/law/same-event`,
  operation,
  check: 'law/same-event',
  verdict,
  reason: verdict === 'skipped' ? 'no events' : null,
  requests: 1,
});

const report = (changes: Partial<Report> = {}): Report => ({
  tool: 'siem-sim contract',
  version: '0.0.0',
  target: 'http://127.0.0.1:1',
  isLive: false,
  usmDialect: 'live',
  seed: '1',
  profile: 'full',
  summary: {
    checks: 3,
    passed: 1,
    violated: 1,
    undecided: 0,
    skipped: 1,
    violations: 1,
    assumed: 0,
    notices: 0,
    requests: 3,
    milliseconds: 1234,
  },
  ended: null,
  isUnreachable: false,
  operations: ['argus.getEvent', 'argus.listEvents', 'usm.getUsmAlarm'].map((key) => ({
    key,
    product: key.startsWith('usm') ? 'usm' : 'argus',
    method: 'GET',
    path: '/events/{id}',
    evidence: 'documented',
    source: 'seed 001',
  })),
  checks: [{ id: 'law/same-event', family: 'law', asks: 'Is it the same event?', rank: 'critical' }],
  findings: [finding()],
  results: [
    result('argus.getEvent', 'violated'),
    result('argus.listEvents', 'passed'),
    result('usm.getUsmAlarm', 'skipped'),
  ],
  ...changes,
});

test('JSON is the report itself', async () => {
  expect(JSON.parse(await reportFormats.json(report({ findings: [] })))).toEqual(report({ findings: [] }));
});

test('text has the matrix, the finding, how to ask again, and why something was skipped', async () => {
  const text = await reportFormats.text(report());
  expect(text).toMatch(/argus\.getEvent +!0\/1/);
  expect(text).toMatch(/usm\.getUsmAlarm +\./);
  expect(text).toContain('CRITICAL argus.getEvent/law/same-event~0a71 (3 times)');
  expect(text).toContain(`--replay 'argus.getEvent/law/same-event~0a71'`);
  expect(text).toMatch(/1 +no events/);
  expect(text).toContain(
    '3 checks: 1 passed, 1 violated, 0 undecided, 1 skipped. 1 violation, 0 of assumed facts, 0 notices. 3 requests in 1.2 s.',
  );
});

test('text names the other operations of a fault on one line', async () => {
  const others = ['argus.listEvents', 'usm.getUsmAlarm'].map((operation) =>
    finding({ operation, id: `${operation}/law/same-event~0a71` }),
  );
  const text = await reportFormats.text(report({ findings: [finding(), ...others] }));
  expect(text.match(/CRITICAL/g)).toHaveLength(1);
  expect(text).toContain('also at   argus.listEvents, usm.getUsmAlarm');
});

test('JUnit is well-formed XML with a case a check, whatever the answers held', async () => {
  const xml = await reportFormats.junit(report());
  const parsed = convert(xml, { format: 'object' }) as any;
  const suites = parsed.testsuites.testsuite;
  expect(parsed.testsuites['@tests']).toBe('3');
  expect(suites.map((suite: any) => suite['@name'].split(' ')[0])).toEqual([
    'argus.getEvent',
    'argus.listEvents',
    'usm.getUsmAlarm',
  ]);
  expect(suites[0].testcase.failure['@type']).toBe('critical');
  expect(xml).toContain('seen: &lt;b&gt;another&lt;/b&gt; &amp; &quot;worse&quot; one\ufffd"');
  expect(suites[2].testcase.skipped['@message']).toBe('no events');
});

test('facts that are only assumed fail no case', async () => {
  const xml = await reportFormats.junit(report({ findings: [finding({ evidence: 'assumed' })] }));
  expect(xml).not.toContain('<failure');
});

test('the page stands alone, escapes what it shows and works without scripts', async () => {
  const html = await reportFormats.html(report());
  expect(html).not.toMatch(/<script src|<link|<img|@import|url\(|https?:\/\/(?!127|api\.example)/);
  expect(html).toContain('&lt;b&gt;another&lt;/b&gt; &amp; &quot;worse&quot; one');
  expect(html).not.toContain('<b>another');
  const anchor = /href="#([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`id="${anchor}"`);
  const open = [...html.matchAll(/<(section|article|table|details|tr|dl)\b/g)].map(([, tag]) => tag);
  const closed = [...html.matchAll(/<\/(section|article|table|details|tr|dl)>/g)].map(([, tag]) => tag);
  expect(open.toSorted()).toEqual(closed.toSorted());
});

test('the ledger puts two reports side by side and keeps what was only assumed apart', () => {
  const learnt = finding({
    id: 'usm.getUsmAlarm/law/same-event~1111',
    operation: 'usm.getUsmAlarm',
    evidence: 'assumed',
    seen: 'a number',
  });
  const simulator = report({
    findings: [],
    results: [result('argus.getEvent', 'passed'), result('usm.getUsmAlarm', 'passed')],
  });
  const live = report({
    isLive: true,
    target: 'https://api.example',
    findings: [finding(), learnt],
    results: [
      result('argus.getEvent', 'violated'),
      result('usm.getUsmAlarm', 'violated'),
      result('argus.listEvents', 'passed'),
    ],
  });
  const ledger = diffOf(simulator, live);
  expect(ledger.departures).toMatchObject([
    { operation: 'argus.getEvent', sides: ['as documented', finding().seen], correct: null },
  ]);
  expect(ledger.learnt).toMatchObject([
    { operation: 'usm.getUsmAlarm', sides: ['as documented', 'a number'], correct: 'argus/v2-event.schema.json' },
  ]);
  expect(ledger.counts).toEqual({ same: 0, other: 2, oneSided: 1 });
  expect(diffText(ledger)).toContain('to correct  argus/v2-event.schema.json');
});

test('a fault that is everywhere is told three times and counted, and notices are told too', () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    finding({ id: `argus.op${at}/law/same-event~0a71`, operation: `argus.op${at}` }),
  );
  const notice = finding({
    id: 'argus.getEvent/schema/body~1',
    kind: 'notice',
    check: 'schema/body',
    seen: 'a member brandNew',
  });
  const text = diffText(diffOf(report({ findings: [] }), report({ findings: [...many, notice] })));
  expect(text.match(/documented {2}/g)).toHaveLength(4);
  expect(text).toMatch(/ {2}37 more like this: argus\.op\d+, .* and 32 more/);
  expect(text).toMatch(/Worth knowing, and no departure:[\s\S]*brandNew/);
  expect(text.split('\n').length).toBeLessThan(50);
});
