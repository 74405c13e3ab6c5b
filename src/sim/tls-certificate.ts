/** A self-signed certificate for clients that insist on https; selfsigned makes it, and is loaded when somebody asks. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { UserError } from '../kernel/fault.ts';
import { latePackage } from '../kernel/late-packages.ts';
import type { TlsCertificate } from '../http/server.ts';

/** Where a server's certificate and key lie, or how to make them. */
export interface TlsFiles {
  /** Paths of PEM files. */
  readonly cert: string;
  readonly key: string;
}

/** Names besides its own that a certificate is made for, such as `*.example.com`. */
export interface TlsNames {
  readonly names: readonly string[];
}

/** Made for `localhost`, the loopback addresses, `host` and more; its bytes are other ones each time. */
export async function makeCertificate(host: string, more: readonly string[] = []): Promise<TlsCertificate> {
  const { generate } = latePackage('selfsigned');
  const names = [...new Set(['localhost', '127.0.0.1', '::1', host, ...more])].filter(
    (name) => name !== '0.0.0.0' && name !== '::',
  );
  const made = await generate([{ name: 'commonName', value: 'siem-sim' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** Throws UserError for files that cannot be read. */
export function identityIn({ cert, key }: TlsFiles): TlsCertificate {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new UserError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`);
    }
  };
  return { cert: read(cert), key: read(key) };
}

/** SHA-256 of the certificate, as browsers and openssl print it. */
export const fingerprintOf = ({ cert }: Pick<TlsCertificate, 'cert'>): string =>
  new X509Certificate(cert).fingerprint256;
