/** Requests that are made up, and right: whatever a schema admits succeeds, unless its words say more. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../check.ts';
import type { Ask } from '../../exchange.ts';
import type { Operation } from '../../operation.ts';
import { isSuccess, told } from '../shared/answer.ts';
import { knownValuesOf } from './known-values.ts';
import { isPlainRead } from './meaningless.ts';
import { fullRequest } from './full-request.ts';

const perOperation = 4;

const hasRequest = ({ query, body, consumes }: Operation): boolean =>
  (query !== null || body !== null) && consumes !== 'anything';

type Members = Readonly<Record<string, Json>>;

export const valid: Check = {
  id: 'requests/valid',
  family: 'requests',
  asks: 'Does a request that is made up from its schema, and right, succeed?',
  rank: 'critical',
  applies: (operation) => isPlainRead(operation) && hasRequest(operation),
  run: async (context) => {
    const { operation, sample, judge } = context;
    const right = await sample.example(operation);
    if (right === null) return context.skip('the target holds nothing to ask about');
    for (let at = 0; at < perOperation; at++) {
      const ask = await madeUp(context, right);
      await judge(ask, (answer) =>
        answer.fault !== null || isSuccess(answer)
          ? null
          : { expected: 'success, for the request is right', seen: told(answer), key: told(answer).slice(0, 60) },
      );
    }
  },
};

async function madeUp(context: Context, right: Ask): Promise<Ask> {
  const { query, body } = context.operation;
  const [search, content] = [await fake(context, query), await fake(context, body)];
  return {
    ...right,
    ...(search !== null && { query: { ...right.query, ...(search as NonNullable<Ask['query']>) } }),
    ...(content !== null && { body: { ...((right.body ?? {}) as Members), ...content } }),
  };
}

/** A value of a schema file, drawn from the unit's stream; null for no file. */
async function fake(context: Context, file: string | null): Promise<Members | null> {
  if (file === null) return null;
  const knownValues = await context.memo('requests/grounds', () => knownValuesOf(context));
  const schema = await context.memo(`requests/whole/${file}`, async () => fullRequest(file, knownValues));
  const { generate } = await import('json-schema-faker');
  const options = {
    seed: context.random.word(),
    alwaysFakeOptionals: false,
    optionalsProbability: 0.2,
    maxItems: 2,
    maxDepth: 4,
    maxLength: 12,
  };
  const made = (await generate(schema as never, options as never)) as Members;
  return settled(Object.fromEntries(Object.entries(made).filter(([, value]) => value !== null)));
}

/** Members that must not stand together: the first of a pair gives way. */
const exclusive: readonly (readonly [string, string])[] = [
  ['severity', 'minSeverity'],
  ['severity', 'maxSeverity'],
  ['timeFieldStrategy', 'lastUpdatedTimestamp'],
];

function settled(value: Members): Members {
  const out = new Set(exclusive.flatMap(([one, other]) => (one in value && other in value ? [one] : [])));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !out.has(name))
      .map(([name, inner]) => [
        name,
        name === 'subCriteria' && Array.isArray(inner) ? inner.map((one) => settled(one as Members)) : inner,
      ]),
  );
}
