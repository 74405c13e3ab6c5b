/** Pages of HTML from what stands before a product: a proxy that cannot reach it, waits too long, or is being mended. */
import type { Reply } from '../../http/endpoint.ts';
import type { FaultEffect } from './rule.ts';

export type GatewayStatus = NonNullable<FaultEffect['gateway']>;

const titles: Readonly<Record<GatewayStatus, string>> = {
  200: 'Maintenance',
  502: '502 Bad Gateway',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
};

/** A proxy that waited too long has handed the request on. */
export const isDoneBehind = (status: GatewayStatus): boolean => status === 504;

/** The page; its bytes are the same for all requests. */
export function gatewayPage(status: GatewayStatus): Reply {
  const title = titles[status];
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: Buffer.from(body) };
}
