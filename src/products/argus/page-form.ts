/** A page of an Argus list in its envelope: found by offset, as long as its limit. Source: docs/contract/argus.md §1. */
import type { PageForm } from '../../http/product.ts';

interface Envelope {
  readonly offset: number;
  readonly count: number;
  readonly data: readonly unknown[];
}

export const envelopePage: PageForm = {
  position: 'offset',
  length: 'limit',
  endless: 0,
  usualLength: 25,
  free: ['offset', 'limit'],
  read: (body) => {
    const { offset, count, data } = body as Envelope;
    if (!Array.isArray(data)) return null;
    const next = offset + data.length;
    return { items: data, next, isLast: count >= 0 && next >= count };
  },
  rewrite: (body, items) => ({ ...(body as Envelope), data: items, size: items.length }),
  names: ['id'],
  readRecord: (body) => (body as Partial<Envelope>).data ?? null,
  rewriteRecord: (body, record) => ({ ...(body as Envelope), data: record }),
  // The count stands before the data, which are not looked at.
  withCount: (body, count) => {
    const head = Buffer.from(body.subarray(0, headBytes)).toString('latin1');
    const match = /"count":-?\d+/.exec(head);
    if (match === null) return body;
    const changed = `${head.slice(0, match.index)}"count":${count}${head.slice(match.index + match[0].length)}`;
    return Buffer.concat([Buffer.from(changed, 'latin1'), body.subarray(headBytes)]);
  },
};

/** As much of an envelope as certainly holds its count. */
const headBytes = 120;
