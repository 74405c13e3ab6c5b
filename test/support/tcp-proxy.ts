/** A way to a server on which tests lay hands: it delays, cuts, swallows, and sends all that a client says twice. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Way {
  readonly port: number;
  /** Milliseconds by which each piece comes later, either way. */
  delay: number;
  /** Nothing goes through, and nobody is told. */
  isBlackHole: boolean;
  /** What a client says is said by a second connection as well, whose answers nobody hears. */
  isDoubling: boolean;
  /** Answers are held back, and the connection cut after that: the server did what it was asked, and nobody knows. */
  isCuttingAnswers: boolean;
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export async function wayTo(port: number): Promise<Way> {
  const sockets = new Set<Socket>();
  const held = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  /** Pieces in order, each when it is its turn. */
  const pass = (from: Socket, to: (piece: Buffer) => void): void => {
    let last = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      last = last.then(async () => {
        if (way.delay > 0) await sleep(way.delay);
        if (!way.isBlackHole) to(piece);
      });
    });
  };
  const server = createServer((client) => {
    held(client);
    const upstream = held(connect(port, '127.0.0.1'));
    const second = way.isDoubling ? held(connect(port, '127.0.0.1')) : null;
    second?.resume();
    pass(client, (piece) => {
      upstream.write(piece);
      second?.write(piece);
    });
    pass(upstream, (piece) => {
      if (way.isCuttingAnswers) client.destroy();
      else client.write(piece);
    });
    client.once('close', () => [upstream, second].forEach((one) => one?.end()));
    upstream.once('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const way: Way = {
    port: (server.address() as AddressInfo).port,
    delay: 0,
    isBlackHole: false,
    isDoubling: false,
    isCuttingAnswers: false,
    cut,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
  return way;
}
