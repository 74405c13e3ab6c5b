/** Prints how a run of `.ci/run` ended: what was skipped and sampled, times, then what failed; "N passed, N failed" is last. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Services show the last 12 KB or so of an output: what failed must fit into it. */
const mostShown = 10;
const mostOfMessage = 600;
const mostOfLine = 160;
const mostSkipped = 40;

const [folder] = process.argv.slice(2);
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const linesOf = (path) => textOf(path).split('\n').filter(Boolean);
const plural = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The beginning of a text, and how much more there is. */
function beginning(text, most) {
  return text.length <= most ? text : `${text.slice(0, most).trimEnd()}… (${text.length - most} characters more)`;
}

/** The last whole lines of a text. */
const lastWords = (text) => (text.length <= mostOfMessage ? text : text.slice(-mostOfMessage).replace(/^[^\n]*\n/, ''));

const indented = (text) => text.replace(/^/gm, '    ');

/** What vitest said of each file, of all parts that run it; a part that came to no report has none. */
function readReports() {
  const files = readdirSync(folder).filter((name) => name.startsWith('report'));
  return files.flatMap((name) => {
    try {
      return JSON.parse(textOf(join(folder, name))).testResults;
    } catch {
      return [];
    }
  });
}

/** Parts in their order: seconds, exit code, name, and the number that its output is kept under. */
const parts = linesOf(join(folder, 'parts')).map((line, index) => {
  const [seconds, status, name] = line.split('\t');
  return { seconds: Number(seconds), status: Number(status), name, output: join(folder, `output-${index + 1}`) };
});

const files = readReports();
const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ file: file.name, ...test })));
const failedTests = [
  // A file that does not even load, or fails in a hook, has no failed test.
  ...files
    .filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
    .map((file) => ({ file: file.name, fullName: 'the file as a whole', failureMessages: [file.message] })),
  ...tests.filter((test) => test.status === 'failed'),
];
const failedParts = parts.filter((part) => part.status !== 0);

function showSkipped() {
  const skipped = tests.filter((test) => ['pending', 'skipped', 'todo'].includes(test.status));
  // Tests and steps that lack something, such as a browser, say so by themselves.
  for (const { name, output } of parts)
    for (const line of new Set(linesOf(output).filter((one) => one.startsWith('skipped: '))))
      console.log(beginning(`skipped in ${name}: ${line.slice('skipped: '.length)}`, 2 * mostOfLine));
  for (const test of skipped.slice(0, mostSkipped)) console.log(`skipped: ${beginning(test.fullName, mostOfLine)}`);
  if (skipped.length > mostSkipped) console.log(`skipped: ${plural(skipped.length - mostSkipped, 'test')} more`);
}

function showParts() {
  console.log();
  for (const { seconds, status, name } of parts)
    console.log(`${String(seconds).padStart(4)} s  ${name}${status === 0 ? '' : ` (failed with ${status})`}`);
}

/** A part's last words, where no failed test tells of it. */
function showFailedParts() {
  for (const part of failedParts.slice(0, mostShown)) {
    console.log(`\nFAILED part: ${part.name} (exit code ${part.status}); its last words:`);
    console.log(indented(lastWords(stripVTControlCharacters(textOf(part.output)).trimEnd()) || 'none'));
  }
}

function showFailedTests() {
  for (const { file, fullName, failureMessages } of failedTests.slice(0, mostShown)) {
    console.log(`\nFAILED test: ${beginning(fullName, 2 * mostOfLine)}\n  in ${relative(process.cwd(), file)}`);
    const message = stripVTControlCharacters((failureMessages ?? []).join('\n')).trim();
    console.log(indented(beginning(message || 'without a message', mostOfMessage)));
  }
  if (failedTests.length > mostShown) console.log(`\n${plural(failedTests.length - mostShown, 'failed test')} more`);
}

showSkipped();
for (const line of new Set(linesOf(join(folder, 'sampled')))) console.log(`sampled: ${beginning(line, mostOfLine)}`);
showParts();
showFailedParts();
showFailedTests();
// A failed part whose tests all passed counts as one.
const failed = failedTests.length === 0 && failedParts.length > 0 ? 1 : failedTests.length;
console.log(`\n${tests.filter((test) => test.status === 'passed').length} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
