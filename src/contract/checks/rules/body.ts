/** Every body is what the schema of its operation and status says. */
import { violations, type Violation } from '../../../kernel/schema.ts';
import type { Fault, Rule } from '../../check.ts';
import type { Answer } from '../../exchange.ts';
import type { Operation } from '../../operation.ts';

const isJson = (answer: Answer): boolean => /\bjson\b|\+json\b/.test(answer.headers.get('content-type') ?? '');

/** The schema files that a body must satisfy, each with the part of the body that it is about. */
function schemasOf(answer: Answer, operation: Operation): readonly (readonly [string, unknown])[] {
  const { envelope } = operation;
  if (answer.status >= 400) return [[envelope.failure, answer.json]];
  if (!answer.isOwn) return envelope.success === null ? [] : [[envelope.success, answer.json]];
  const data = operation.data === null ? [] : [[operation.data, answer.data] as const];
  return envelope.success === null ? data : [[envelope.success, answer.json], ...data];
}

/** A member that no schema knows: on a real tenant it is news, not a fault. */
const isExtra = ({ keyword }: Violation): boolean =>
  keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';

const plain = (path: Violation['path']): string =>
  path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');

export const body: Rule = {
  id: 'schema/body',
  family: 'schema',
  asks: 'Is every body what the schema of its operation and status says?',
  rank: 'major',
  applies: () => true,
  judge: (answer, operation, target) => {
    if (answer.fault !== null || answer.bytes.length === 0 || !isJson(answer)) return [];
    if (answer.json === undefined)
      return [{ expected: 'JSON, as the Content-Type says', seen: 'something else', key: 'no JSON', answer }];
    const faults = new Map<string, Fault & { isNotice: boolean }>();
    for (const [schema, value] of schemasOf(answer, operation)) {
      for (const violation of violations(schema, value)) {
        const at = plain(violation.path);
        const key = `${schema} ${at} ${violation.keyword}`;
        if (faults.has(key)) continue;
        faults.set(key, {
          expected: `${at === '' ? 'the body' : at} as in ${schema}`,
          seen: `${violation.path.join('.')} ${violation.message}`.trim(),
          key,
          answer,
          isNotice: target.isLive && isExtra(violation),
        });
      }
    }
    return [...faults.values()];
  },
};
