/** Who asks is judged before what is asked. */
import type { Check } from '../../terms/check.ts';
import type { Ask } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { schemaMembers, rootOf } from '../../../kernel/schema-walk.ts';
import { refusalFault } from '../shared/refusal.ts';
import { canBeTampered, needsCaller, nowhere, strangersAsk } from '../shared/asks.ts';

/** Faults of a request that nobody may learn of who is not known. */
function faultsOf(operation: Operation, shaped: Ask): readonly (readonly [string, Ask])[] {
  return [
    ...(canBeTampered(operation)
      ? ([
          ['with an unknown member', { ...shaped, body: { noSuchMember: 1 } }],
          ['with broken JSON', { ...withoutBody(shaped), text: '{"limit":' }],
        ] as const)
      : []),
    ...(operation.path.includes('{')
      ? ([['about what does not exist', { ...shaped, ...nowhere(operation) }]] as const)
      : []),
    ...(operation.query === null
      ? []
      : ([['with a bad query', { ...shaped, search: badQuery(operation.query) }]] as const)),
  ];
}

/** A word for every parameter, numbers and times among them. */
const badQuery = (file: string): string =>
  schemaMembers(rootOf(file))
    .map(([name]) => `${name}=x`)
    .join('&');

function withoutBody(ask: Ask): Ask {
  const { body: _, ...rest } = ask;
  return rest;
}

export const callerFirst: Check = {
  id: 'access/caller-first',
  asks: 'Does somebody unknown get 401, whatever else is wrong with the request?',
  rank: 'major',
  source: 'RFC 9110 §15.5.2; docs/contract/argus.md §1; docs/contract/usm.md §1',
  evidence: 'assumed',
  applies: (operation) => needsCaller(operation) && faultsOf(operation, {}).length > 0,
  run: async (context) => {
    const { operation, random, send, violation } = context;
    const [what, ask] = random.pick(faultsOf(operation, await strangersAsk(context)));
    const answer = await send({ ...ask, as: null });
    const fault = refusalFault(answer, [401], `nobody ${what}`);
    if (fault !== null) violation({ ...fault, answer });
  },
};
