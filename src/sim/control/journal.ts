/** The journal: read, verified, cleared, followed. */
import { schemaDocument } from '../../kernel/schema.ts';
import type { Filter } from '../journal/journal.ts';
import { verify, type VerifyRequest } from '../journal/verify.ts';
import { invalid } from '../problem.ts';
import { gone, jsonOutcome, row, type Row, type ControlContext } from './row.ts';

const filters = 'sim/journal-query.schema.json';

/** Where the journal is followed; served beside the router, because it never ends. */
export const streamPath = '/_sim/journal/stream';

export const journalRows = ({ worldSlot: { journal } }: ControlContext): readonly Row[] => [
  row({
    id: 'getJournal',
    method: 'GET',
    path: '/_sim/journal',
    summary: 'The last requests, oldest first',
    query: filters,
    data: 'sim/journal.schema.json',
    refusals: [422],
    handle: ({ query, request }) => {
      refuseUnknown(request.search);
      return jsonOutcome({
        entries: journal.entries(filterOf(query)),
        last: journal.last(),
        forgotten: journal.forgotten(),
      });
    },
  }),
  row({
    id: 'clearJournal',
    method: 'DELETE',
    path: '/_sim/journal',
    summary: 'Forget all requests and count from 1 again',
    handle: () => {
      journal.clear();
      return gone;
    },
  }),
  row({
    id: 'verifyJournal',
    method: 'POST',
    path: '/_sim/journal/verify',
    summary: 'Whether the requests were as expected, and if not, where they differ',
    body: 'sim/verify.schema.json',
    data: 'sim/verdict.schema.json',
    refusals: [422],
    handle: ({ body }) => {
      const request = body as unknown as VerifyRequest;
      const { since = 0 } = request;
      return jsonOutcome(verify(journal.entries({ since }), request, journal.forgotten() > since));
    },
  }),
  row({
    id: 'streamJournal',
    method: 'GET',
    path: streamPath,
    summary: 'Each request as it is answered, as server-sent events; goes on after Last-Event-ID',
    data: 'sim/entry.schema.json',
    produces: ['text/event-stream'],
    refusals: [503],
    // Only HEAD gets here.
    handle: () => ({ kind: 'file', type: 'text/event-stream', bytes: Buffer.alloc(0), headers: {} }),
  }),
];

/** A filter that is misspelt would let everything through, and a test believe it. */
function refuseUnknown(search: string): void {
  const { properties } = schemaDocument(filters) as { properties: object };
  const unknown = [...new Set(new URLSearchParams(search).keys())].filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length === 0) return;
  const wrong = { where: 'query', keyword: 'additionalProperties', message: 'is not known', value: null } as const;
  throw invalid(unknown.map((name) => ({ ...wrong, path: [name.slice(0, 100)] })));
}

function filterOf(query: { readonly [name: string]: string | readonly string[] }): Filter {
  const { since, limit, ...texts } = query as Readonly<Record<string, string>>;
  return {
    ...texts,
    ...(since !== undefined && { since: Number(since) }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
}
