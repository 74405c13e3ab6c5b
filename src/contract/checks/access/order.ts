/** In which order a request is judged: who asks comes before what is asked, and shape before right. */
import type { Check } from '../../check.ts';
import type { Ask } from '../../exchange.ts';
import { isSafe, type Operation } from '../../operation.ts';
import { refusalFault } from '../shared/refusal.ts';
import { canBeTampered, madeUp, shapedAsk } from './asks.ts';
import { isArgus, needsCaller } from './identities.ts';
import { lacking } from './missing-function.ts';

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
      : ([['with a bad query', { ...shaped, search: 'limit=x&timestamp_occured_gte=x' }]] as const)),
  ];
}

function withoutBody(ask: Ask): Ask {
  const { body: _, ...rest } = ask;
  return rest;
}

const nowhere = (operation: Operation): Ask => {
  const { params } = madeUp(operation);
  return params === undefined ? {} : { params };
};

export const callerFirst: Check = {
  id: 'access/caller-first',
  family: 'access',
  asks: 'Does somebody unknown get 401, whatever else is wrong with the request?',
  rank: 'major',
  source: 'RFC 9110 §15.5.2; contract/argus.md §1; contract/usm.md §1',
  evidence: 'assumed',
  applies: (operation) => needsCaller(operation) && faultsOf(operation, {}).length > 0,
  run: async (context) => {
    const { operation, random, send, violation } = context;
    const [what, ask] = random.pick(faultsOf(operation, await shapedAsk(context)));
    const answer = await send({ ...ask, as: null });
    const fault = refusalFault(answer, [401], `nobody ${what}`);
    if (fault !== null) violation({ ...fault, answer });
  },
};

export const shapeBeforeRight: Check = {
  id: 'access/shape-before-right',
  family: 'access',
  asks: 'Is a malformed request of somebody without the function 412, and a right one about nothing 403?',
  rank: 'minor',
  source: 'the order in which requests are judged is assumed',
  evidence: 'assumed',
  applies: (operation, target) => {
    if (!isArgus(operation) || operation.permission === null || operation.isPrivileged === true) return false;
    if (!isSafe(operation) && target.writes.length === 0) return 'writing is not allowed';
    return lacking(operation, target) !== undefined || `no caller without ${operation.permission} is known`;
  },
  run: async (context) => {
    const { operation, target, judge, skip } = context;
    const caller = lacking(operation, target) ?? skip('no such caller is known');
    const shaped = await shapedAsk(context);
    if (canBeTampered(operation))
      await judge({ ...shaped, body: { noSuchMember: 1 }, as: caller }, (answer) =>
        refusalFault(answer, [412], 'a malformed request without the function'),
      );
    if (/\{(?:eventID|caseID|id)\}/.test(operation.path))
      await judge({ ...shaped, ...nowhere(operation), as: caller }, (answer) =>
        refusalFault(answer, [403], 'a request about nothing without the function'),
      );
  },
};
