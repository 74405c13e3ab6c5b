/** Headers that are missing, wrong, or at odds with the body. */
import type { Given } from '../../mutant.ts';
import { gzipSync } from 'node:zlib';
import type { Door } from '../doors.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const usual = { kind: 'headers', foundBy: ['schema', 'requests', 'access', 'law'] } as const;
const hasBody = whole(({ data, isRead, texts }) => data !== null && isRead && texts !== null);

const hasText = whole((door) => hasBody(door).length > 0 && door.produces.some((type) => /json|csv/.test(type)));

const bending =
  (isMeant: (given: Given) => boolean, bend: (given: Given) => Given) => (): Misbehaviour => async (sent, next) => {
    const given = await next(sent);
    return isMeant(given) ? bend(given) : given;
  };

const isSuccess = ({ status, body }: Given): boolean => status < 300 && body.length > 0;

const withHeader = (given: Given, name: string, value: string | null): Given => {
  const { [name]: _, ...rest } = given.headers;
  return { ...given, headers: { ...rest, ...(value !== null && { [name]: value }) } };
};

const isText = (given: Given): boolean => isSuccess(given) && /json|csv/.test(String(given.headers['content-type']));

export const headers: readonly Operator[] = [
  {
    ...usual,
    name: 'allow-lost',
    says: 'A refused method is not told which ones there are.',
    places: whole(({ isPublic, isOfPath }) => !isPublic && isOfPath),
    at: bending(
      ({ status }) => status === 405,
      (given) => withHeader(given, 'allow', null),
    ),
  },
  {
    ...usual,
    name: 'allow-names-another',
    says: 'Allow names a method that is refused as well.',
    places: whole(({ isPublic, isOfPath }) => !isPublic && isOfPath),
    at: bending(
      ({ status, headers: all }) => status === 405 && typeof all['allow'] === 'string',
      (given) => withHeader(given, 'allow', `${String(given.headers['allow'])}, PATCH`),
    ),
  },
  {
    ...usual,
    name: 'charset-wrong',
    says: 'The media type of a text says charset=iso-8859-1, and the body is UTF-8.',
    places: hasText,
    at: bending(isText, (given) =>
      withHeader(given, 'content-type', `${String(given.headers['content-type']).split(';')[0]}; charset=iso-8859-1`),
    ),
  },
  {
    ...usual,
    name: 'media-type-plain',
    says: 'Answers say that they are text/plain.',
    places: hasText,
    at: bending(isText, (given) => withHeader(given, 'content-type', 'text/plain')),
  },
  {
    ...usual,
    name: 'media-type-missing',
    says: 'Answers do not say what they are.',
    places: hasBody,
    at: bending(isSuccess, (given) => withHeader(given, 'content-type', null)),
  },
  {
    ...usual,
    name: 'coding-not-asked',
    says: 'Bodies come in gzip, also to who does not take it.',
    places: hasBody,
    at: () => async (sent, next) => {
      const given = await next(sent);
      const isTaken = Object.entries(sent.headers).some(
        ([name, value]) => name.toLowerCase() === 'accept-encoding' && /gzip|\*/.test(value),
      );
      if (isTaken || !isSuccess(given) || given.headers['content-encoding'] !== undefined) return given;
      return withHeader({ ...given, body: gzipSync(given.body) }, 'content-encoding', 'gzip');
    },
  },
  {
    ...usual,
    name: 'tag-never-changes',
    says: 'All answers have one and the same ETag, whatever media type was asked for.',
    places: whole(({ isRead, texts, produces }) => isRead && texts !== null && produces.length > 1),
    at: bending(isSuccess, (given) => withHeader(given, 'etag', '"5f1d"')),
  },
  {
    ...usual,
    name: 'unchanged-though-changed',
    says: 'Who shows any tag is told that nothing has changed.',
    places: hasBody,
    at: () => async (sent, next) => {
      const given = await next(sent);
      const isAsked = Object.keys(sent.headers).some((name) => name.toLowerCase() === 'if-none-match');
      return isAsked && isSuccess(given) ? { ...given, status: 304, body: new Uint8Array() } : given;
    },
  },
  {
    ...usual,
    name: 'head-says-another-length',
    says: 'HEAD tells another length than GET has.',
    places: whole(({ method, data, texts }) => method === 'GET' && data !== null && texts !== null),
    at: () => async (sent, next) => {
      const given = await next(sent);
      const { 'content-length': length } = given.headers;
      return sent.method === 'HEAD' && length !== undefined && given.status < 300
        ? withHeader(given, 'content-length', String(Number(length) + 17))
        : given;
    },
  },
  {
    ...usual,
    name: 'head-is-another-status',
    says: 'HEAD is refused where GET succeeds.',
    places: whole(({ method, data, texts }) => method === 'GET' && data !== null && texts !== null),
    at: () => async (sent, next) => {
      const given = await next(sent);
      return sent.method === 'HEAD' && given.status < 300
        ? withHeader({ ...given, status: 405, body: new Uint8Array() }, 'content-length', '0')
        : given;
    },
  },
  {
    ...usual,
    name: 'length-too-short',
    says: 'Content-Length is smaller than the body, which ends there.',
    places: hasBody,
    at: bending(
      (given) => isSuccess(given) && given.body.length > 20,
      (given) => ({ ...given, body: given.body.subarray(0, given.body.length - 7) }),
    ),
  },
  {
    ...usual,
    name: 'length-too-long',
    says: 'Content-Length is larger than the body.',
    places: hasBody,
    at: bending(isSuccess, (given) => ({ ...given, claimedLength: given.body.length + 7 })),
  },
  {
    ...usual,
    name: 'kept-by-caches',
    says: 'Answers about a caller’s data allow everybody to keep them.',
    places: whole(({ isPublic, isRead, data, texts }: Door) => !isPublic && isRead && data !== null && texts !== null),
    at: bending(isSuccess, (given) => withHeader(given, 'cache-control', 'public, max-age=86400')),
  },
];
