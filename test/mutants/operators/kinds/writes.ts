/** Writes that are acknowledged and not done, or done to something else. */
import type { Json } from '../../../../src/kernel/schema.ts';
import type { Given } from '../../mutant.ts';
import { bodyOf } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';

const isWrite = ({ effect }: Door): boolean => effect === 'writes';
const usual = { kind: 'writes', foundBy: ['law'], places: whole(isWrite) } as const;

const written = ({ isRead, criteria, effect }: Door): readonly string[] =>
  !isRead && effect === 'writes' ? criteria.map(({ path }) => path) : [];
const listed = ({ effect, criteria }: Door): readonly string[] =>
  effect === 'writes' ? criteria.filter(({ types }) => types.includes('array')).map(({ path }) => path) : [];

export const writes: readonly Operator[] = [
  {
    ...usual,
    name: 'write-forgotten',
    says: 'A write is acknowledged and forgotten.',
    at: (_, __, around) => (sent, next) => around.forgetting(() => next(sent)),
  },
  {
    ...usual,
    name: 'second-write-forgotten',
    says: 'Every second write is acknowledged and forgotten.',
    at: (_, __, around) => {
      let done = 0;
      return async (sent, next) => {
        if (sent.method === 'GET' || sent.method === 'HEAD' || sent.method === 'OPTIONS') return next(sent);
        if (done % 2 === 1) {
          const given = await around.forgetting(() => next(sent));
          if (given.status < 300) done += 1;
          return given;
        }
        const given = await next(sent);
        if (given.status < 300) done += 1;
        return given;
      };
    },
  },
  {
    ...usual,
    name: 'only-first-written',
    says: 'Of several values of {place} only the first is written.',
    places: listed,
    at: (place, _, around) => async (sent, next) => {
      const body = bodyOf(sent);
      const values = body?.[place];
      if (body === null || !Array.isArray(values) || values.length < 2) return next(sent);
      const given = await around.forgetting(() => next(sent));
      if (given.status < 300) await next(withMember(sent, body, place, values.slice(0, 1)));
      return given;
    },
  },
  {
    ...usual,
    name: 'member-not-written',
    says: '{place} of a write is acknowledged and not stored.',
    places: written,
    at: (place, _, around) => async (sent, next) => {
      const body = bodyOf(sent);
      if (body === null || body[place] === undefined || body[place] === null) return next(sent);
      const given = await around.forgetting(() => next(sent));
      if (given.status >= 300) return given;
      const { [place]: _left, ...rest } = body;
      // What cannot be written without it is not written at all.
      await next({ ...sent, body: JSON.stringify(rest) });
      return given;
    },
  },
  {
    ...usual,
    name: 'written-twice',
    says: 'A write is done twice.',
    places: whole(({ effect, method }) => effect === 'writes' && method === 'POST'),
    at: () => async (sent, next) => {
      const given = await next(sent);
      if (given.status < 300) await next(sent);
      return given;
    },
  },
  {
    ...usual,
    name: 'write-seen-late',
    says: 'What is read is kept, and shown as it was after a write.',
    places: whole(
      ({ isRead, isList, path, model, itemOf, texts, product }) =>
        isRead &&
        texts !== null &&
        (isList || itemOf.length > 0 || model !== null) &&
        (product === 'argus' || /alarm/.test(path)) &&
        !/pdns|reputation|category|signature|customer|enquir/.test(path),
    ),
    at: () => {
      const known = new Map<string, Given>();
      return async (sent, next) => {
        const key = `${JSON.stringify(sent)}`;
        const kept = known.get(key);
        if (kept !== undefined) return kept;
        const given = await next(sent);
        if (given.status < 300) known.set(key, given);
        return given;
      };
    },
  },
];

const withMember = <Sent extends { readonly body: string }>(
  sent: Sent,
  body: { readonly [name: string]: Json },
  name: string,
  value: Json,
): Sent => ({ ...sent, body: JSON.stringify({ ...body, [name]: value }) });
