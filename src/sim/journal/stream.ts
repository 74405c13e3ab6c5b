/** The journal as it is written, over Server-Sent Events. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Quota } from '../../kernel/quota.ts';
import type { JournalEntry } from './entry.ts';
import type { Journal } from './journal.ts';

/** Proxies close what is silent for a minute. */
const heartbeat = 15_000;

const eventText = (entry: JournalEntry): string =>
  `id: ${entry.seq}\nevent: request\ndata: ${JSON.stringify(entry)}\n\n`;

export type Streams = Readonly<ReturnType<typeof makeStreams>>;

/** A listener that does not read is cut off when more waits for it than `quota` says. */
export function makeStreams(quota: Quota) {
  const open = new Map<() => void, ServerResponse>();
  quota.count('listeners', () => open.size);
  quota.count('listener-bytes', () => Math.max(0, ...[...open.values()].map((response) => response.writableLength)));
  return {
    /** Serves a listener until it goes away; false when there are too many already. Goes on after `Last-Event-ID`. */
    open: (journal: Journal, request: IncomingMessage, response: ServerResponse): boolean => {
      if (open.size >= quota.most('listeners')) return false;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const send = (text: string): void => {
        if (response.writableLength + text.length <= quota.most('listener-bytes')) response.write(text);
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
      open.set(end, response);
      response.once('close', end).once('error', end);
      return true;
    },
    /** Ends all streams, so that the server can stop. */
    close: (): void => {
      for (const end of open.keys()) end();
    },
  };
}
