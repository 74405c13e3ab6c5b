/** Who may use the control plane: whoever shows the control token, if there is one; never a page of another site. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHead } from '../../http/product.ts';
import { ControlError } from '../problems/problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Throws a problem for whoever may not. No credential of a vendor's API is looked at. */
export function makeGuard(token: string | null): (headers: RequestHead['headers']) => void {
  const expected = token === null ? null : digest(token);
  return (headers) => {
    // A browser lets any page send simple requests to any address, localhost too.
    if (headers['sec-fetch-site'] === 'cross-site')
      throw new ControlError('cross-site', 'This request was started by a page of another site.');
    if (expected === null) return;
    const [, given] = /^bearer +(\S+) *$/i.exec(String(headers['authorization'] ?? '')) ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
    throw new ControlError('unauthorized', 'Send the control token: Authorization: Bearer …', {
      'WWW-Authenticate': 'Bearer realm="siem-sim control"',
    });
  };
}
