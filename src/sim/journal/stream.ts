/** The journal as it is written, over Server-Sent Events. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JournalEntry } from './entry.ts';
import type { Journal } from './journal.ts';

/** Bytes that may wait for a listener that does not read; it is cut off when there are more. */
const mostWaiting = 1_048_576;
const mostListeners = 32;
/** Proxies close what is silent for a minute. */
const heartbeat = 15_000;

const eventText = (entry: JournalEntry): string =>
  `id: ${entry.seq}\nevent: request\ndata: ${JSON.stringify(entry)}\n\n`;

export type Streams = Readonly<ReturnType<typeof makeStreams>>;

export function makeStreams() {
  const open = new Set<() => void>();
  return {
    /** Serves a listener until it goes away; false when there are too many already. Goes on after `Last-Event-ID`. */
    open: (journal: Journal, request: IncomingMessage, response: ServerResponse): boolean => {
      if (open.size >= mostListeners) return false;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const send = (text: string): void => {
        if (response.writableLength + text.length <= mostWaiting) response.write(text);
        else response.destroy();
      };
      // Also for a listener that has nothing to wait for yet: it learns that it is connected.
      send(': connected\n\n');
      const since = Number(request.headers['last-event-id']);
      if (Number.isSafeInteger(since) && since >= 0 && since < journal.last())
        for (const entry of journal.entries({ since })) send(eventText(entry));
      const unfollow = journal.follow((entry) => send(eventText(entry)));
      const timer = setInterval(() => send(': alive\n\n'), heartbeat).unref();
      const end = (): void => {
        unfollow();
        clearInterval(timer);
        open.delete(end);
        response.end();
      };
      open.add(end);
      response.once('close', end).once('error', end);
      return true;
    },
    /** Ends all streams, so that the server can stop. */
    close: (): void => {
      for (const end of open) end();
    },
  };
}
