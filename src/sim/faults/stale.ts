/** Answers as they were before: kept while a rule may want them. */
import { keptBytes } from '../../kernel/bytes.ts';
import { lateLru } from '../../kernel/late-lru.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import type { FaultEffect } from './rule.ts';

const mostAnswers = 2000;
const mostBytes = 33_554_432;

interface Kept {
  readonly first: Reply;
  /** The answer before the last write that it was asked for across; null when none came between. */
  readonly earlier: Reply | null;
  readonly latest: Reply;
  /** What had been written when the latest was given. */
  readonly version: string;
}

export type StaleAnswers = Readonly<ReturnType<typeof makeStaleAnswers>>;

/** `version` names what has been written so far. */
export function makeStaleAnswers(version: () => string) {
  const answers = lateLru<Kept>({
    max: mostAnswers,
    maxSize: mostBytes,
    sizeCalculation: ({ first, earlier, latest }, key) =>
      key.length * 2 + 1000 + first.body.length + (earlier?.body.length ?? 0) + latest.body.length,
  });
  return {
    /** The answer to send instead, if there is one that old. */
    find: (asked: RoutedRequest, kind: NonNullable<FaultEffect['stale']>): Reply | null => {
      const kept = answers.get(keyOf(asked));
      if (kept === undefined) return null;
      if (kind === 'first') return kept.first;
      return kept.version === version() ? kept.earlier : kept.latest;
    },
    /** Remembers what the product answers. */
    note: (asked: RoutedRequest, reply: Reply): void => {
      if (reply.status !== 200 || reply.pieces !== undefined) return;
      const key = keyOf(asked);
      const kept = answers.get(key);
      const now = version();
      if (kept?.version === now) return;
      const latest = { ...reply, body: keptBytes(reply.body) };
      answers.set(key, { first: kept?.first ?? latest, earlier: kept?.latest ?? null, latest, version: now });
    },
    clear: answers.clear,
    save: (): Json =>
      answers
        .entries()
        .map(([key, { first, earlier, latest, version: then }]) => [
          key,
          [savedReply(first), earlier === null ? null : savedReply(earlier), savedReply(latest), then === version()],
        ]) as Json,
    load: (saved: Json): void => {
      const all = (saved ?? []) as unknown as readonly (readonly [string, SavedKept])[];
      // Versions count anew elsewhere; an answer is of the present one, or of one before.
      answers.load(
        all.map(([key, [first, earlier, latest, isPresent]]) => [
          key,
          {
            first: replyFrom(first),
            earlier: earlier === null ? null : replyFrom(earlier),
            latest: replyFrom(latest),
            version: isPresent ? version() : '',
          },
        ]),
      );
    },
  };
}

type SavedKept = readonly [first: SavedReply, earlier: SavedReply | null, latest: SavedReply, isPresent: boolean];

type SavedReply = Pick<Reply, 'status' | 'headers' | 'isChunked'> & { readonly base64: string };

const savedReply = ({ status, headers, isChunked = false, body }: Reply): SavedReply => ({
  status,
  headers,
  isChunked,
  base64: Buffer.from(body).toString('base64'),
});

const replyFrom = ({ base64, ...rest }: SavedReply): Reply => ({ ...rest, body: Buffer.from(base64, 'base64') });

/** All that tells one read from another. */
function keyOf({ product, request, caller, text }: RoutedRequest): string {
  const { method, headers, path, search } = request;
  return [product.name, caller, method, headers['host'], path, search, headers['accept'], text].join('\n');
}
