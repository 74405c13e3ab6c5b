/** Clients that write: a comment on a case for each event that they deliver. */
import type { Client, Json, Poll } from './poll.ts';

const comments = '/cases/v2/case/12342345/comments';
const textOf = ({ id }: Json): string => `Sent to the ticket system: ${id}`;

async function eventsOf({ argus }: Poll): Promise<readonly Json[]> {
  const answer = await argus('/events/v1/aggregated/search', { startTimestamp: 0, limit: 100 });
  return ((await answer.json()) as Json).data;
}

/** Sends again whatever was not answered. */
export const naiveWriter: Client = async (poll) => {
  for (const event of await eventsOf(poll)) {
    await poll.deliver([event]);
    const write = (): Promise<Response> => poll.argus(comments, { comment: textOf(event) });
    await write().catch(write);
  }
};

/** Looks whether it is there before it writes it, each time. */
export const rightWriter: Client = async (poll) => {
  for (const event of await eventsOf(poll)) {
    await poll.deliver([event]);
    for (let tries = 0; tries < 3 && (await commentsLike(poll, event)) === 0; tries++)
      await poll.argus(comments, { comment: textOf(event) }).catch(() => null);
  }
};

/** How many comments there are for an event. */
export async function commentsLike({ argus }: Pick<Poll, 'argus'>, event: Json): Promise<number> {
  const answer = (await (await argus(`${comments}?limit=0`)).json()) as Json;
  return answer.data.filter(({ comment }: Json) => comment.includes(event.id)).length;
}
