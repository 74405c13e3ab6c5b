/** How a request is told that its own wish for a fault cannot be understood: a problem document (RFC 9457), not in a vendor's form. */
import type { Reply } from '../../http/endpoint.ts';
import type { Asked } from '../../http/exchange.ts';

const status = 422;

/** `detail` is one line that names what is wrong. */
export const badHeader = (detail: string, { request }: Asked): Reply => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  body: Buffer.from(
    `${JSON.stringify({
      type: 'urn:problem-type:siem-sim:bad-fault',
      title: 'The header X-Siem-Sim-Fault cannot be used',
      status,
      detail,
      instance: request.path,
    })}\n`,
  ),
});
