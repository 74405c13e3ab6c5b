/** Cases that forget what was written, close by themselves, or keep what was deleted. */
import type { Json } from '../../../src/kernel/schema.ts';
import { jsonOf, withJson, type Given, type Mutant, type Next, type Sent } from '../mutant.ts';

const isCases = ({ path }: Sent): boolean => path.startsWith('/cases/v2/case');
type Members = { readonly [name: string]: Json };

/** Bends the data of successes about cases. */
const bent =
  (bend: (data: Json, sent: Sent) => Json) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    const json = isCases(sent) && given.status < 300 ? (jsonOf(given) as Members | undefined) : undefined;
    return json === undefined ? given : withJson(given, { ...json, data: bend(json['data'] ?? null, sent) });
  };

const one = /^\/cases\/v2\/case\/\d+$/;

export const caseWrites: readonly Mutant[] = [
  {
    name: 'case-write-lost',
    says: 'A change of a case is answered and forgotten.',
    operations: ['argus.updateCase'],
    wrap: () => (sent, next) =>
      sent.method === 'PUT' && one.test(sent.path) ? next({ ...sent, method: 'GET', body: '' }) : next(sent),
  },
  {
    name: 'case-update-stands',
    says: 'A write does not move the last update of its case, which mirrors go by.',
    operations: ['argus.updateCase'],
    wrap: () =>
      bent((data, sent) =>
        one.test(sent.path)
          ? { ...(data as Members), lastUpdatedTimestamp: (data as Members)['createdTimestamp'] ?? 0 }
          : data,
      ),
  },
  {
    name: 'case-history-silent',
    says: 'The history of a case tells of no updates.',
    operations: ['argus.updateCase'],
    wrap: () =>
      bent((data, sent) =>
        sent.path.endsWith('/history')
          ? (data as readonly Members[]).filter(({ operation }) => operation !== 'updateCase')
          : data,
      ),
  },
  {
    name: 'case-closed-by-update',
    says: 'An update closes a case.',
    operations: ['argus.closeCase'],
    wrap: () => async (sent, next) => {
      if (!one.test(sent.path) || !sent.body.includes('"closed"')) return next(sent);
      return next({ ...sent, path: `${sent.path}/close`, body: '{}' });
    },
  },
  {
    name: 'case-comment-stays',
    says: 'A deleted comment is listed on.',
    operations: ['argus.deleteComment'],
    wrap: () => (sent, next) =>
      sent.method === 'DELETE' && sent.path.includes('/comments/') ? next({ ...sent, method: 'GET' }) : next(sent),
  },
  {
    name: 'case-edit-doubles',
    says: 'An edited comment is listed beside the one that it replaces.',
    operations: ['argus.deleteComment'],
    wrap: () => (sent, next) =>
      sent.method === 'PUT' && sent.path.includes('/comments/')
        ? next({ ...sent, method: 'POST', path: sent.path.replace(/\/[^/]+$/, '') })
        : next(sent),
  },
  {
    name: 'case-merge-stays',
    says: 'A merged case answers for itself.',
    operations: ['argus.mergeCases'],
    wrap: () => (sent, next) =>
      sent.method === 'GET' && one.test(sent.path) ? next({ ...sent, search: 'skipRedirect=true' }) : next(sent),
  },
  {
    name: 'case-deleted-found',
    says: 'Searches find deleted cases.',
    operations: ['argus.deleteCase'],
    wrap: () => (sent, next) =>
      sent.path === '/cases/v2/case/search' && sent.body.startsWith('{')
        ? next({ ...sent, body: JSON.stringify({ ...(JSON.parse(sent.body) as Members), includeDeleted: true }) })
        : next(sent),
  },
];
