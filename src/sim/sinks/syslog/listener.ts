/** A port that takes syslog over TCP into a sink: each message is a delivery. Source: RFC 5424, RFC 6587. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { QuotaExceeded } from '../../../kernel/quota.ts';
import { makeFramer } from './framing.ts';

export interface SyslogListener {
  readonly host: string;
  readonly port: number;
  /** Takes no more, and hangs up. */
  readonly close: () => Promise<void>;
}

/** Connections at once. */
const mostConnections = 1000;

/** `take` throws QuotaExceeded for what there is no room for. Rejects with the system's error where it cannot listen. */
export function openSyslog(
  take: (message: Buffer) => void,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<SyslogListener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const push = makeFramer(take);
    socket.on('data', (chunk) => {
      try {
        if (push(chunk)) return;
      } catch (error) {
        if (!(error instanceof QuotaExceeded)) throw error;
      }
      // Syslog has no words for a refusal.
      socket.destroy();
    });
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.maxConnections = mostConnections;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ host, port: (server.address() as AddressInfo).port, close: () => closed() });
    });
    const closed = (): Promise<void> =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      });
  });
}
