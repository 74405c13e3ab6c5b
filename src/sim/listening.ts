/** Listening before there is anything to answer with: addresses, identity, and what takes turns with who asks meanwhile. */
import type { Reply } from '../http/endpoint.ts';
import { close } from '../http/farewell.ts';
import { listen, type makeServer, type TlsCertificate } from '../http/server.ts';
import type { Scheduler, Sliced } from '../kernel/slices.ts';
import { listening } from './operations/sinks.ts';
import type { ServerCore } from './worlds/server-core.ts';
import { identityIn, makeCertificate, type TlsFiles, type TlsNames } from './tls-certificate.ts';

/** What nobody can word yet. */
export const unready: Reply = { status: 503, headers: {}, body: new Uint8Array() };

/** Does work in turns with all other work. */
export const doneBy = <Result>(scheduler: Scheduler, work: Sliced<Result>): Promise<Result> =>
  new Promise((resolve, reject) => scheduler.run(work, { world: work, caller: '' }, resolve, reject));

/** The certificate of these files, or one of its own making. Throws UserError for files that cannot be read. */
export function identityFor(tls: true | TlsFiles | TlsNames, host: string): Promise<TlsCertificate> | TlsCertificate {
  if (tls === true) return makeCertificate(host);
  return 'names' in tls ? makeCertificate(host, tls.names) : identityIn(tls);
}

/** The addresses; when one cannot be had, none is kept. */
export async function listenAll(
  servers: readonly ReturnType<typeof makeServer>[],
  ports: readonly number[],
  host: string,
  identity: TlsCertificate | null,
): Promise<readonly string[]> {
  const urls: string[] = [];
  try {
    for (const [at, server] of servers.entries()) {
      const { address, port, family } = await listen(server, ports[at] ?? 0, host);
      const name = family === 'IPv6' ? `[${address}]` : address;
      urls.push(`${identity === null ? 'http' : 'https'}://${name}:${port}`);
    }
    return urls;
  } catch (error) {
    await Promise.all(servers.slice(0, urls.length).map((server) => close(server)));
    throw error;
  }
}

/** The sink `syslog` listens; where it cannot, nothing does. */
export async function syslogOf(
  core: ServerCore,
  port: number,
  { host, servers }: { readonly host: string; readonly servers: readonly ReturnType<typeof makeServer>[] },
): Promise<void> {
  try {
    await listening(core, core.main, 'syslog', { port, host });
  } catch (error) {
    await Promise.all(servers.map((server) => close(server, 0)));
    throw error;
  }
}
