/** Prints the access matrix as a page in Markdown, from the tables that the test checks: `npx tsx test/products/argus/identity/access-page.ts > test/products/argus/access-matrix.md`. */
import type { Endpoint } from '../../../../src/http/endpoint.ts';
import { endpointsOf } from '../../../support/tables.ts';
import { callers, verdict, type Verdict } from './matrix.ts';
import { requestOf } from './requests.ts';

/** Signs for the messages, so that the table stays narrow. */
const signs: Readonly<Record<string, string>> = {
  'access.denied': 'function',
  'security.level.insufficient': 'level',
  'session.read.only': 'read-only',
  'csrf.token.missing': 'CSRF',
};

const cell = ({ status, template }: Verdict, isOther: boolean): string => {
  if (status === 'success') return '✓';
  if (status === 401) return '401';
  return `${status} ${template === 'access.denied' && isOther ? 'customer' : (signs[template ?? ''] ?? template)}`;
};

const known = callers.filter((caller) => caller.refusal === null);

function row(endpoint: Endpoint): string {
  const asked = requestOf(endpoint);
  const cells = known.map((caller) => cell(verdict(endpoint, caller, asked), caller.customers === 'bank'));
  const needs = endpoint.isPublic === true ? 'nothing' : (endpoint.permission ?? 'to be known');
  return `| \`${endpoint.method} ${endpoint.path}\` | ${needs} | ${cells.join(' | ')} |`;
}

/** The page as it should be; the matrix test fails when `access-matrix.md` is stale. */
export const accessPage = (): string =>
  `${[
    '# Who may do what (Argus)',
    '',
    'Generated from the table of endpoints and the rules that `test/products/argus/access-matrix.test.ts` checks, request by request.',
    'Each caller asks for something of customer `demo`. ✓ is a success; a refusal names its reason:',
    '',
    '| sign | status | message | template |',
    '|---|---|---|---|',
    '| function | 403 | Access denied: the caller lacks the function of the endpoint | `access.denied` |',
    '| customer | 403 | Access denied: the object is of a customer that the caller may not see | `access.denied` |',
    '| level | 403 | Operation requires a higher security level: a key, or a session made from one, is not enough | `security.level.insufficient` |',
    '| read-only | 403 | Session is read-only | `session.read.only` |',
    '| CSRF | 403 | CSRF token is missing | `csrf.token.missing` |',
    '',
    'Callers that are not known get 401 from every endpoint that needs them to be, each with a message of its own:',
    '',
    '| caller | template |',
    '|---|---|',
    ...callers
      .filter((caller) => caller.refusal !== null)
      .map((caller) => `| ${caller.name} | \`${caller.refusal}\` |`),
    '',
    `| endpoint | needs | ${known.map((caller) => caller.name).join(' | ')} |`,
    `|---|---|${known.map(() => '---').join('|')}|`,
    ...endpointsOf('argus').map(row),
    '',
    'Searches and lists are narrowed to the customers that the caller may see, without a word.',
    'The order in which a request is judged: known (401), proof of a write with a cookie (403), shape (412), level, function, read-only (403), existence (404), customer (403).',
  ].join('\n')}\n`;

if (process.argv[1]?.endsWith('access-page.ts') === true) process.stdout.write(accessPage());
