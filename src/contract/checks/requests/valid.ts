/** Requests that are made up, and right: whatever a schema admits succeeds, unless its words say more. */
import { latePackage } from '../../../kernel/late-packages.ts';
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Ask } from '../../terms/exchange.ts';
import type { Exclusion } from '../../../http/facts.ts';
import type { Operation } from '../../terms/operation.ts';
import { isSuccess, told } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { fullRequest } from './full-request.ts';
import { isPlainRead } from './same.ts';

const perOperation = 2;

const hasRequest = ({ query, body, consumes }: Operation): boolean =>
  (query !== null || body !== null) && consumes !== 'anything';

type Members = Readonly<Record<string, Json>>;

export const valid: Check = {
  id: 'requests/valid',
  asks: 'Does a request that is made up from its schema, and right, succeed?',
  applies: (operation, target) => isPlainRead(operation, target) && hasRequest(operation),
  run: async (context) => {
    const right = await exampleOrSkip(context);
    for (let at = 0; at < perOperation; at++) {
      const ask = await madeUp(context, right);
      await context.judge(ask, (answer) =>
        isSuccess(answer)
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
  const { facts, name } = context.operation.adapter;
  const knownValues = await context.memo(
    `known values of ${name}`,
    async () => facts.knownValues?.(context.sample) ?? {},
  );
  const schema = await context.memo(`requests by ${file}`, async () => fullRequest(file, knownValues));
  const { generate } = latePackage('json-schema-faker');
  const options = {
    seed: context.random.word(),
    alwaysFakeOptionals: false,
    optionalsProbability: 0.2,
    maxItems: 2,
    maxDepth: 8,
    maxLength: 12,
  };
  const made = (await generate(schema as never, options as never)) as Members;
  // What lies too deep is made up as null; a member that its schema does not admit after all is left out.
  const wrong = new Set(violations(file, made).map(({ path }) => path[0]));
  const given = Object.fromEntries(Object.entries(made).filter(([key, value]) => value !== null && !wrong.has(key)));
  return settled(given, context.operation.exclusions);
}

/** Of members that exclude each other the first gives way, in the whole and in its parts. */
function settled(value: Members, exclusions: readonly Exclusion[]): Members {
  const out = exclusions
    .filter(({ members, value: bad }) => bad === undefined && members.every((name) => name in value))
    .map(({ members }) => members[0]);
  const part = (one: Json): Json =>
    one !== null && typeof one === 'object' && !Array.isArray(one) ? settled(one as Members, exclusions) : one;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !out.includes(name))
      .map(([name, inner]) => [name, Array.isArray(inner) ? inner.map(part) : inner]),
  );
}
