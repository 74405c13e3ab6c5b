/** The two paths of an event in v2: with its id alone, and with the type of v1 in front, which is ignored. Source: contract/argus.md §7. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Principal } from '../access.ts';

const forms = [
  {
    suffix: '',
    path: '/events/v2/event/{timestamp}/{customerID}/{eventID}',
    params: 'argus/v2-event-params.schema.json',
    patterns: {},
    by: '',
  },
  {
    suffix: 'Compatibility',
    path: '/events/v2/event/{type}/{timestamp}/{customerID}/{eventID}',
    params: 'argus/v2-typed-params.schema.json',
    // Letters are a type, known or refused as one; anything else in its place begins the other form.
    patterns: { type: '(^[A-Za-z]+$)' },
    by: ' by its id of v1',
  },
] as const;

/** One row for each form of `…/{event}/<sub>`, or of the event itself when `sub` is empty. */
export const eventForms = (
  sub: string,
  row: Omit<BoundEndpoint<Principal>, 'path' | 'params' | 'patterns'>,
): readonly BoundEndpoint<Principal>[] =>
  forms.map(({ suffix, path, params, patterns, by }) => ({
    ...row,
    id: `${row.id}${suffix}`,
    path: sub === '' ? path : `${path}/${sub}`,
    summary: `${row.summary}${by}`,
    params,
    patterns,
  }));
