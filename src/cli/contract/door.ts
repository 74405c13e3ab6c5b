/** How requests leave this machine: through the proxy that the environment names, and trusting what a file holds. */
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { RunOptions } from '../../contract/run.ts';
import type { Target } from '../../contract/terms/target.ts';
import { makeTunnel, proxyOf } from '../../contract/tunnel.ts';
import { UserError } from '../../kernel/fault.ts';
import { attempt } from '../shared/attempt.ts';

/** Nothing where fetch will do. Throws UserError for a file that cannot be read, or holds no certificate. */
export function doorOf({ url, isLive }: Target, ca: string | undefined): Pick<RunOptions, 'door'> {
  const proxyFor = (to: URL): URL | null => proxyOf(to, process.env);
  if (!isLive || (ca === undefined && proxyFor(new URL(url)) === null)) return {};
  if (ca === undefined) return { door: makeTunnel({ proxyFor }) };
  const text = attempt(`read certificates from ${ca}`, () => readFileSync(ca, 'utf8'));
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UserError(`${ca} holds no certificate in PEM`);
  return { door: makeTunnel({ proxyFor, ca: [...rootCertificates, text].join('\n') }) };
}
