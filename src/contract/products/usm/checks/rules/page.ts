/** A page of USM Anywhere adds up, and its links lead to the pages they name with the filters that were asked for. */
import type { Evidence } from '../../../../../http/endpoint.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { unmet } from '../../../../checks/shared/departures.ts';
import { shown } from '../../../../lists/item.ts';
import { rowsOf } from '../../../../checks/shared/rows.ts';

export const page: Rule = {
  id: 'schema/page',
  asks: 'Do page numbers, rows and links of a page agree, and do its links keep the filters?',
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
  const [size, total, pages, number] = ['size', 'totalElements', 'totalPages', 'number']
    .map((name) => member(part, name))
    .filter((value) => typeof value === 'number');
  return size === undefined || total === undefined || pages === undefined || number === undefined
    ? null
    : { size, total, pages, number };
}

/** Sizes up to this are in use with every client, so no server cuts them down (docs/contract/usm.md §4). */
const largestSure = 100;

function countFaults(answer: Answer, { size, total, pages, number }: Numbers): readonly Departure[] {
  const asked = new URL(answer.sent.url).searchParams;
  const [askedSize, askedNumber] = [asked.get('size') ?? '', asked.get('page') ?? ''];
  const rows = rowsOf(answer).length;
  const due = Math.max(0, Math.min(size, total - number * size));
  const duePages = Math.ceil(total / size);
  return unmet({ source: 'seed 003; docs/contract/usm.md §4, §6', evidence: 'documented' }, '', (want) => {
    if (askedSize === '') want(size === 20, 'default size', 'size 20 where none was asked for', size);
    else if (/^[1-9]\d*$/.test(askedSize) && Number(askedSize) <= largestSure)
      want(size === Number(askedSize), 'size', `size ${askedSize}, as asked`, size);
    if (/^\d{0,9}$/.test(askedNumber))
      want(number === Number(askedNumber), 'number', `page ${Number(askedNumber)}, as asked`, number);
    want(size <= 0 || pages === duePages, 'totalPages', `${duePages} pages of ${size} for ${total}`, pages);
    want(rows === due, 'rows', `${due} rows on page ${number} of ${total}`, rows);
  });
}

const linkFault = (key: string, expected: string, seen: Json | undefined, evidence: Evidence): Departure => ({
  key,
  expected,
  seen: seen === undefined ? 'none' : shown(seen),
  source: 'docs/contract/usm.md §6',
  evidence,
});

function linkFaults(answer: Answer, { size, pages, number }: Numbers): readonly Departure[] {
  const links = member(answer.json, '_links');
  const hrefOf = (relation: string): Json | undefined => member(member(links, relation), 'href');
  const due: readonly (readonly [relation: string, page: number | null, Evidence])[] = [
    ['first', pages > 1 ? 0 : null, 'assumed'],
    ['prev', number > 0 ? number - 1 : null, 'observed'],
    ['next', number < pages - 1 ? number + 1 : null, 'observed'],
    ['last', pages > 1 ? pages - 1 : null, 'assumed'],
  ];
  const others = due.flatMap(([relation, place, evidence]) => {
    const [href, link] = [hrefOf(relation), `link ${relation} on page ${number} of ${pages}`];
    if (place === null)
      return href === undefined ? [] : [linkFault(`${relation} too many`, `no ${link}`, href, evidence)];
    if (typeof href !== 'string') return [linkFault(`${relation} missing`, `a ${link}`, undefined, evidence)];
    const wrong = wrongTarget(new URL(answer.sent.url), href, place, size);
    return wrong === null
      ? []
      : [linkFault(`${relation} ${wrong[0]}`, `the link ${relation} ${wrong[1]}`, href, 'documented')];
  });
  return [...selfFaults(answer, hrefOf('self')), ...others];
}

const pathOf = ({ pathname }: URL): string => pathname.replace(/\/$/, '');

function selfFaults({ sent }: Answer, href: Json | undefined): readonly Departure[] {
  const own = new URL(sent.url);
  const said = typeof href === 'string' && URL.canParse(href) ? new URL(href) : null;
  if (said !== null && pathOf(said) === pathOf(own) && covers(said, own, [])) return [];
  return [linkFault('self', `self is ${own.pathname}${own.search}`, href, 'documented')];
}

/** True when every parameter of the request, but for `besides`, is in the link with the same values. */
const covers = (link: URL, own: URL, besides: readonly string[]): boolean =>
  [...new Set(own.searchParams.keys())].every(
    (name) =>
      besides.includes(name) || link.searchParams.getAll(name).join('\n') === own.searchParams.getAll(name).join('\n'),
  );

/** What is wrong with a link to a page of a list, as a key and what it should do; null where nothing is. */
function wrongTarget(own: URL, href: string, place: number, size: number): readonly [string, string] | null {
  if (!URL.canParse(href)) return ['absolute', 'is absolute'];
  const url = new URL(href);
  if (url.origin !== own.origin) return ['origin', `leads to ${own.origin}, where the request went`];
  if (pathOf(url) !== pathOf(own)) return ['path', `leads to ${own.pathname}`];
  if (Number(url.searchParams.get('page')) !== place) return ['page', `leads to page ${place}`];
  if (Number(url.searchParams.get('size')) !== size) return ['size', `keeps size ${size}`];
  return covers(url, own, ['page', 'size', 'sort']) ? null : ['filters', 'keeps the filters of the request'];
}
