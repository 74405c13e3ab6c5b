/** A page of a list as it stands in an answer: its events, and the same answer with others. */
import type { Reply } from '../../http/endpoint.ts';
import type { VendorFaults } from '../../http/product.ts';

export interface FaultPage {
  readonly items: readonly unknown[];
  /** Offset, or number, of the page after it. */
  readonly next: number;
  readonly isLast: boolean;
  /** The answer with other events on the page; totals stay as they are. */
  readonly withItems: (items: readonly unknown[]) => Reply;
}

interface Envelope {
  readonly offset: number;
  readonly count: number;
  readonly data: readonly unknown[];
}

interface Spring {
  readonly _embedded?: Readonly<Record<string, readonly unknown[]>>;
  readonly page: { readonly number: number; readonly totalPages: number };
}

export const isJson = ({ headers }: Reply): boolean =>
  /^application\/json\b/.test(String(headers['Content-Type'] ?? ''));

/** Reads a page of the product's kind; null for refusals and for what is no page, such as CSV. */
export function readPage(kind: VendorFaults['pages'], reply: Reply): FaultPage | null {
  if (reply.status !== 200 || !isJson(reply)) return null;
  const whole: unknown = JSON.parse(Buffer.from(reply.body).toString());
  const sent = (body: object): Reply => ({ ...reply, body: Buffer.from(JSON.stringify(body)) });
  if (kind === 'envelope') {
    const { offset, count, data } = whole as Envelope;
    if (!Array.isArray(data)) return null;
    const next = offset + data.length;
    const isLast = count >= 0 && next >= count;
    return {
      items: data,
      next,
      isLast,
      withItems: (items) => sent({ ...(whole as Envelope), data: items, size: items.length }),
    };
  }
  const { _embedded: embedded = {}, page } = whole as Spring;
  const [name, items] = Object.entries(embedded)[0] ?? ['', []];
  return {
    items,
    next: page.number + 1,
    isLast: page.number + 1 >= page.totalPages,
    withItems: (changed) => sent({ ...(whole as Spring), _embedded: { [name]: changed } }),
  };
}

/** The same envelope with another count; it stands before the data, which are not looked at. */
export function withCount(reply: Reply, count: number): Reply {
  if (reply.status !== 200 || !isJson(reply)) return reply;
  const head = Buffer.from(reply.body.subarray(0, headBytes)).toString('latin1');
  const found = /"count":-?\d+/.exec(head);
  if (found === null) return reply;
  const changed = `${head.slice(0, found.index)}"count":${count}${head.slice(found.index + found[0].length)}`;
  return { ...reply, body: Buffer.concat([Buffer.from(changed, 'latin1'), reply.body.subarray(headBytes)]) };
}

/** As much of an envelope as certainly holds its count. */
const headBytes = 120;
