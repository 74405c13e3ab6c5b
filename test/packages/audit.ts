/** `npm audit` over the lock file, where the registry answers it; says so where it does not. */
import { spawnSync } from 'node:child_process';

const { status, stdout, stderr } = spawnSync('npm', ['audit', '--audit-level=high'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const isUnanswered = /audit endpoint returned an error|ENOTFOUND|ECONN(?:REFUSED|RESET)|EAI_AGAIN|ETIMEDOUT/.test(
  stderr,
);
console.log(
  isUnanswered
    ? 'skipped: npm audit, which this registry does not answer: nobody has looked for known vulnerabilities'
    : stdout,
);
if (!isUnanswered && status !== 0) process.exitCode = 1;
