/** A page of USM Anywhere adds up, and its links lead to the pages they name with the filters that were asked for. */
import type { Evidence } from '../../../../../http/endpoint.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { shown } from '../../../../lists/item.ts';
import { rowsOf } from '../../../../checks/shared/rows.ts';

export const page: Rule = {
  id: 'schema/page',
  family: 'schema',
  asks: 'Do page numbers, rows and links of a page agree, and do its links keep the filters?',
  rank: 'critical',
  applies: ({ query, effect }) => query !== null && effect === 'reads',
  judge: (answer) => {
    const numbers = numbersOf(answer);
    if (!isOwnSuccess(answer) || numbers === null) return [];
    return [...countFaults(answer, numbers), ...linkFaults(answer, numbers)];
  },
};

interface Numbers {
  readonly size: number;
  readonly total: number;
  readonly pages: number;
  readonly number: number;
}

function numbersOf({ json }: Answer): Numbers | null {
  const part = member(json, 'page');
  const [size, total, pages, number] = ['size', 'totalElements', 'totalPages', 'number'].map((name) =>
    member(part, name),
  );
  const all = [size, total, pages, number];
  if (!all.every((value) => typeof value === 'number')) return null;
  return { size: size as number, total: total as number, pages: pages as number, number: number as number };
}

/** Sizes up to this are in use with every client, so no server cuts them down (contract/usm.md §4). */
const largestSure = 100;

function countFaults(answer: Answer, { size, total, pages, number }: Numbers): readonly Departure[] {
  const faults: Departure[] = [];
  const want = (
    isSo: boolean,
    key: string,
    expected: string,
    seen: unknown,
    evidence: Evidence = 'documented',
  ): void => {
    if (!isSo) faults.push({ expected, seen: shown(seen), key, source: 'seed 003; contract/usm.md §4, §6', evidence });
  };
  const asked = new URL(answer.sent.url).searchParams;
  const [askedSize, askedNumber] = [asked.get('size') ?? '', asked.get('page') ?? ''];
  if (askedSize === '') want(size === 20, 'default size', 'size 20 where none was asked for', size);
  else if (/^[1-9]\d*$/.test(askedSize) && Number(askedSize) <= largestSure)
    want(size === Number(askedSize), 'size', `size ${askedSize}, as asked`, size);
  if (/^\d{0,9}$/.test(askedNumber))
    want(number === Number(askedNumber), 'number', `page ${Number(askedNumber)}, as asked`, number);
  const rows = rowsOf(answer).length;
  want(
    size <= 0 || pages === Math.ceil(total / size),
    'totalPages',
    `${Math.ceil(total / size)} pages of ${size} for ${total}`,
    pages,
  );
  const due = Math.max(0, Math.min(size, total - number * size));
  want(rows === due, 'rows', `${due} rows on page ${number} of ${total}`, rows);
  return faults;
}

type Relation = 'first' | 'prev' | 'next' | 'last';

function linkFaults(answer: Answer, { size, pages, number }: Numbers): readonly Departure[] {
  const links = member(answer.json, '_links');
  const hrefOf = (relation: string): Json | undefined => member(member(links, relation), 'href');
  const due: Readonly<Record<Relation, number | null>> = {
    first: pages > 1 ? 0 : null,
    prev: number > 0 ? number - 1 : null,
    next: number < pages - 1 ? number + 1 : null,
    last: pages > 1 ? pages - 1 : null,
  };
  const faults = selfFaults(answer, hrefOf('self'));
  for (const [relation, target] of Object.entries(due)) {
    const href = hrefOf(relation);
    const source = 'contract/usm.md §6';
    const evidence = relation === 'prev' || relation === 'next' ? 'observed' : 'assumed';
    if (target === null) {
      if (href !== undefined)
        faults.push({
          expected: `no link ${relation} on page ${number} of ${pages}`,
          seen: shown(href),
          key: `${relation} too many`,
          source,
          evidence,
        });
    } else if (typeof href !== 'string') {
      faults.push({
        expected: `a link ${relation} on page ${number} of ${pages}`,
        seen: 'none',
        key: `${relation} missing`,
        source,
        evidence,
      });
    } else faults.push(...targetFaults(answer, { relation, href, target, size }));
  }
  return faults;
}

function selfFaults(answer: Answer, href: Json | undefined): Departure[] {
  const own = new URL(answer.sent.url);
  const said = typeof href === 'string' && URL.canParse(href) ? new URL(href) : null;
  const isSame =
    said !== null && said.pathname.replace(/\/$/, '') === own.pathname.replace(/\/$/, '') && covers(said, own, []);
  if (isSame) return [];
  return [
    {
      expected: `self is ${own.pathname}${own.search}`,
      seen: shown(href),
      key: 'self',
      source: 'contract/usm.md §6',
      evidence: 'documented',
    },
  ];
}

const paging = ['page', 'size', 'sort'];

/** True when every parameter of the request, but for `besides`, is in the link with the same values. */
const covers = (link: URL, own: URL, besides: readonly string[]): boolean =>
  [...new Set(own.searchParams.keys())].every(
    (name) =>
      besides.includes(name) || link.searchParams.getAll(name).join('\n') === own.searchParams.getAll(name).join('\n'),
  );

function targetFaults(
  answer: Answer,
  link: { relation: string; href: string; target: number; size: number },
): readonly Departure[] {
  const { relation, href, target, size } = link;
  const own = new URL(answer.sent.url);
  const fault = (key: string, expected: string): readonly Departure[] => [
    { key: `${relation} ${key}`, expected, seen: shown(href), source: 'contract/usm.md §6', evidence: 'documented' },
  ];
  if (!URL.canParse(href)) return fault('absolute', 'an absolute link');
  const url = new URL(href);
  if (url.origin !== own.origin) return fault('origin', `a link to ${own.origin}, where the request went`);
  if (url.pathname.replace(/\/$/, '') !== own.pathname.replace(/\/$/, ''))
    return fault('path', `a link to ${own.pathname}`);
  if (Number(url.searchParams.get('page')) !== target)
    return fault('page', `the link ${relation} leads to page ${target}`);
  if (Number(url.searchParams.get('size')) !== size) return fault('size', `the link ${relation} keeps size ${size}`);
  return covers(url, own, paging) ? [] : fault('filters', `the link ${relation} keeps the filters of the request`);
}
