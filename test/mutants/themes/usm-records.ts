/** Bending the records of USM Anywhere, wherever they stand. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendSuccess } from '../mutant.ts';

/** A record of USM Anywhere. */
export type RecordMembers = { readonly [name: string]: Json };

/** Bends each alarm or event, in lists and alone. */
export const records = (bend: (record: RecordMembers) => Json) =>
  bendSuccess((json) => {
    const embedded = json['_embedded'] as Record<string, RecordMembers[]> | undefined;
    if (embedded === undefined)
      return 'page' in json || 'access_token' in json || Array.isArray(json) ? undefined : bend(json);
    return {
      ...json,
      _embedded: Object.fromEntries(Object.entries(embedded).map(([key, list]) => [key, list.map(bend)])),
    } as Json;
  });
