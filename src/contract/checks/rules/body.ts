/** Every body of a success is what the operation's schema says. */
import type { Json, Violation } from '../../../kernel/schema.ts';
import type { Departure, Rule } from '../../check.ts';
import { isSuccess, isJsonType, mediaTypeOf, shown } from '../shared/answer.ts';
import { departures } from '../shared/departures.ts';
import { factAt } from '../shared/fact.ts';

/** Longer lists are judged by their ends and by rows spread evenly between. */
const mostRows = 400;
/** Faults of one answer that are told; the rest are of the same kind. */
const mostFaults = 5;

export const body: Rule = {
  id: 'schema/body',
  family: 'schema',
  asks: 'Does every member of a success have the name and type that the schema of its operation says?',
  rank: 'major',
  applies: ({ data, produces }) => data !== null && produces.some(isJsonType),
  judge: (answer, operation, target) => {
    const { data } = operation;
    if (!answer.isOwn || !isSuccess(answer) || data === null || answer.json === undefined) return [];
    // A second step of logging in has a model of its own.
    if (answer.status === 206 || !isJsonType(mediaTypeOf(answer))) return [];
    const value = thinned(answer.data ?? null);
    const seen = new Set<string>();
    return departures(data, value)
      .filter((violation) => isNew(seen, keyOf(violation)))
      .slice(0, mostFaults)
      .map((violation) => faultOf(data, value, violation, target.isLive));
  },
};

const isExtra = ({ keyword }: Violation): boolean =>
  keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';

/** The same member of another row is the same fault. */
const keyOf = ({ path, keyword }: Violation): string =>
  `${path.map((part) => (typeof part === 'number' ? '*' : part)).join('.')} ${keyword}`;

const isNew = (seen: Set<string>, key: string): boolean => !seen.has(key) && seen.add(key).has(key);

function faultOf(file: string, value: Json, violation: Violation, isLive: boolean): Departure & { isNotice?: boolean } {
  const { path, message } = violation;
  const fact = factAt(file, path);
  const place = path.length === 0 ? 'the data' : path.join('.');
  return {
    expected: `${place} ${message} (${file})`,
    seen: shown(at(value, path)),
    key: keyOf(violation),
    source: fact.source,
    ...(fact.evidence !== null && { evidence: fact.evidence }),
    // The vendor may add members at any time; a client must bear it, and we want to know.
    ...(isLive && isExtra(violation) && { isNotice: true }),
  };
}

const at = (value: Json, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (node, part) =>
      node !== null && typeof node === 'object' ? (node as Record<string | number, unknown>)[part] : undefined,
    value,
  );

function thinned(value: Json): Json {
  if (!Array.isArray(value) || value.length <= mostRows) return value;
  const rows = value as readonly Json[];
  return Array.from(
    { length: mostRows },
    (_, step) => rows[Math.floor((step * (rows.length - 1)) / (mostRows - 1))] as Json,
  );
}
