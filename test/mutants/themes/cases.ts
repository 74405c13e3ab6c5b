/** Cases: criteria that are ignored or turned round, and parts that are lost or altered. */
import type { Json } from '../../../src/kernel/schema.ts';
import { hear, jsonOf, withJson, without, type Given, type Mutant, type Sent } from '../mutant.ts';

const search = ['argus.advancedCaseSearch'];
const isOfCases = ({ path }: Sent): boolean => path.startsWith('/cases/');

type Body = { readonly [name: string]: Json };

const eachPart = (body: Body, bend: (part: Body) => Body): Json => ({
  ...bend(body),
  ...(Array.isArray(body['subCriteria']) && { subCriteria: (body['subCriteria'] as Body[]).map(bend) }),
});

const ignoring = (member: string): Mutant => ({
  name: `case-${member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-ignored`,
  says: `The criterion ${member} of cases is accepted and ignored.`,
  operations: search,
  wrap: () => hear((body) => eachPart(body, (part) => without(part, member) as Body)),
});

/** What is sent to one of these places is bent after the simulator has answered. */
const altered =
  (place: RegExp, bend: (given: Given, sent: Sent) => Given) =>
  async (sent: Sent, next: (sent: Sent) => Promise<Given>): Promise<Given> => {
    const given = await next(sent);
    return given.status < 300 && isOfCases(sent) && place.test(sent.path) ? bend(given, sent) : given;
  };

const emptied = (given: Given): Given => {
  const json = jsonOf(given) as Body | undefined;
  return json === undefined ? given : withJson(given, { ...json, data: [], size: 0, count: 0 });
};

export const cases: readonly Mutant[] = [
  ...['status', 'priority', 'category', 'customer', 'keywords', 'user'].map(ignoring),
  {
    name: 'case-exclude-inverted',
    says: 'A part of criteria for cases that excludes selects instead.',
    operations: search,
    wrap: () => hear((body) => eachPart(body, (part) => without(part, 'exclude') as Body)),
  },
  {
    name: 'case-tech-assigned-inverted',
    says: 'Cases that are assigned to the operations centre are found when those that are not were asked for.',
    operations: search,
    wrap: () =>
      hear((body) =>
        eachPart(body, (part) =>
          part['techAssigned'] === undefined
            ? part
            : { ...part, techAssigned: String(part['techAssigned']).toLowerCase() !== 'true' },
        ),
      ),
  },
  {
    name: 'case-bare-value-refused',
    says: 'A bare value where a list is meant is refused.',
    operations: search,
    wrap: () => async (sent, next) => {
      const isSearch = isOfCases(sent) && sent.path.endsWith('/search');
      const isBare = isSearch && /"(?:status|priority|customer|category|service)":"/.test(sent.body);
      return next(isBare ? { ...sent, body: '{"noSuchMember":1}' } : sent);
    },
  },
  {
    name: 'attachment-bytes-altered',
    says: 'A download decodes what is text to it, and so alters other bytes.',
    operations: ['argus.addAttachment'],
    wrap: () =>
      altered(/\/download$/, (given) => ({
        ...given,
        body: Buffer.from(Buffer.from(given.body).toString('utf8')),
      })),
  },
  {
    name: 'attachment-under-wrong-type',
    says: 'A download has the general type of bytes, whatever the attachment is.',
    operations: ['argus.addAttachment'],
    wrap: () =>
      altered(/\/download$/, (given) => ({
        ...given,
        headers: { ...given.headers, 'content-type': 'application/octet-stream' },
      })),
  },
  {
    name: 'attachment-lost',
    says: 'An attachment that was added is not listed.',
    operations: ['argus.addAttachment'],
    wrap: () => altered(/\/attachments$/, (given, { method }) => (method === 'GET' ? emptied(given) : given)),
  },
  {
    name: 'watcher-lost',
    says: 'A watcher that was added is not kept.',
    operations: ['argus.addCaseWatcher'],
    wrap: () => {
      let last: Given | null = null;
      return async (sent, next) => {
        const isAdding = isOfCases(sent) && sent.method === 'POST' && sent.path.endsWith('/watchers');
        if (!isAdding || last === null) {
          const given = await next(sent);
          if (isAdding && given.status < 300) {
            last = given;
            const id = ((jsonOf(given) as Body | undefined)?.['data'] as Body | undefined)?.['id'];
            await next({ ...sent, method: 'DELETE', path: `${sent.path}/${String(id)}`, body: '' });
          }
          return given;
        }
        return last;
      };
    },
  },
];
