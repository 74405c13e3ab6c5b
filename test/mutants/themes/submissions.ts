/** Submissions that are lost, doubled, or answered as nobody does. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bodyOf, jsonOf, without, withJson, type Mutant } from '../mutant.ts';

export const submissions: readonly Mutant[] = [
  {
    name: 'submitted-event-lost',
    says: 'A submitted event is acknowledged and never found.',
    operations: ['argus.submitEvent'],
    wrap: () => {
      const lost = new Set<string>();
      return async (sent, next) => {
        const given = await next(sent);
        if (sent.method === 'POST' && sent.path === '/events/v2/event' && given.status < 300) {
          const id = /"id":"[^"]*\/([0-9a-f-]{36})"/.exec(Buffer.from(given.body).toString('utf8'))?.[1];
          if (id !== undefined) lost.add(id);
          return given;
        }
        if (![...lost].some((id) => sent.path.includes(id))) return given;
        return {
          ...withJson(given, {
            responseCode: 404,
            limit: 0,
            offset: 0,
            count: 0,
            metaData: {},
            messages: [
              {
                message: 'Event not found',
                messageTemplate: 'object.not.found',
                type: 'ACTION_ERROR',
                field: null,
                parameter: null,
                timestamp: 1793577600000,
              },
            ],
            data: null,
            size: 0,
          }),
          status: 404,
        };
      };
    },
  },
  {
    name: 'submit-twice-makes-two',
    says: 'An event that is submitted again becomes another one.',
    operations: ['argus.submitEvent'],
    wrap: () => (sent, next) => {
      if (sent.method !== 'POST' || sent.path !== '/events/v2/event') return next(sent);
      const body = bodyOf(sent);
      const id = without((body['id'] ?? {}) as Record<string, Json>, 'uuid');
      return next({ ...sent, body: JSON.stringify({ ...body, id }) });
    },
  },
  {
    name: 'finalized-goes-on',
    says: 'An event that was submitted as finalized is updated further.',
    operations: ['argus.submitEvent'],
    wrap: () => (sent, next) =>
      next(
        sent.path === '/events/v2/event' ? { ...sent, body: sent.body.replace(/"FINALIZED"/g, '"AUTO_REPORT"') } : sent,
      ),
  },
  {
    name: 'submission-answers-the-event',
    says: 'The answer to a submission is the event, as it was once thought to be.',
    operations: ['argus.submitEvent'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      const json = sent.path === '/events/v2/event' && sent.method === 'POST' ? jsonOf(given) : undefined;
      if (json === undefined || given.status >= 300) return given;
      const { data } = json as unknown as { data: { id: string } };
      return withJson(given, {
        ...(json as object),
        data: { id: data.id, uuid: data.id, flags: [] },
      } as unknown as Json);
    },
  },
];
