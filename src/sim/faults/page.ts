/** A page of a list as it stands in an answer: its events, and the same answer with others. */
import type { Reply } from '../../http/endpoint.ts';
import { withBeginning } from '../../http/pieces.ts';
import type { PageContents, PageForm } from '../../http/product.ts';

export interface FaultPage extends PageContents {
  /** The answer with other events on the page; totals stay as they are. */
  readonly withItems: (items: readonly unknown[]) => Reply;
}

export const isJson = ({ headers }: Reply): boolean =>
  /^application\/json\b/.test(String(headers['Content-Type'] ?? ''));

/** Reads a page in its product's form; null for refusals, for what is no page, such as CSV, and for what is too long to be had whole. */
export function readPage(form: PageForm | null, reply: Reply): FaultPage | null {
  if (form === null || reply.status !== 200 || reply.pieces !== undefined || !isJson(reply)) return null;
  const whole: unknown = JSON.parse(Buffer.from(reply.body).toString());
  const page = form.read(whole);
  if (page === null) return null;
  const withItems = (items: readonly unknown[]): Reply => ({
    ...reply,
    body: Buffer.from(JSON.stringify(form.rewrite(whole, items))),
  });
  return { ...page, withItems };
}

/** The same answer with another count, where its form has one. */
export function withCount(form: PageForm | null, reply: Reply, count: number): Reply {
  const change = form?.withCount;
  if (change === undefined || reply.status !== 200 || !isJson(reply)) return reply;
  const { pieces } = reply;
  return pieces === undefined
    ? { ...reply, body: change(reply.body, count) }
    : { ...reply, pieces: withBeginning(pieces, mostBeforeCount, (beginning) => change(beginning, count)) };
}

/** Bytes that certainly hold a count that stands before the items. */
const mostBeforeCount = 1024;
