/** Paths and methods that there are not. */
import { isSafe, type Operation } from '../../terms/operation.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { pathOf } from '../../terms/request.ts';
import { told } from '../shared/answer.ts';
import { shown } from '../../lists/item.ts';
import { refusalFault } from '../shared/refusal.ts';
import { fewOf } from '../shared/few.ts';
import { shapedAsk } from '../shared/asks.ts';

const matches = ({ path, patterns }: Operation, concrete: string): boolean => {
  const text = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
    const pattern = patterns?.[name];
    return pattern === undefined ? '[^/]+' : pattern.replace(/[$^]/g, '');
  });
  return new RegExp(`^${text}$`).test(concrete);
};

const methodsOf = (operations: readonly Operation[], path: string): readonly string[] => [
  ...new Set(operations.filter((operation) => matches(operation, path)).map(({ method }) => method)),
];

/** One operation speaks for all of its path. */
const isFirstOfPath = ({ adapter, dialect, id, path }: Operation): boolean =>
  adapter.tables[dialect]?.rows.find((row) => row.path === path)?.id === id;

const perPath = 2;

export const methods: Check = {
  id: 'access/methods',
  asks: 'Does a method that a path does not have get 405, with those that it has in Allow?',
  rank: 'major',
  source: 'RFC 9110 §15.5.6; docs/contract/argus.md §1; docs/contract/usm.md §2',
  evidence: 'assumed',
  applies: isFirstOfPath,
  run: async (context) => {
    const { api, operation, judge, target } = context;
    const ask = await shapedAsk(context);
    const known = methodsOf(api.operations, pathOf(operation, ask.params ?? {}));
    // A method that is there after all might change something: of a tenant only those are asked that read (RFC 4918 §9.1).
    const mayWrite = !target.isLive || target.writes === 'all';
    const tried = mayWrite ? ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] : ['GET', 'PROPFIND'];
    const missing = tried.filter((method) => !known.includes(method));
    for (const method of fewOf(context, missing, perPath)) {
      const { body: _, ...rest } = ask;
      await judge(
        { ...rest, method, ...(['POST', 'PUT', 'PATCH'].includes(method) && { text: '{}' }) },
        (answer) => refusalFault(answer, [405], method) ?? allowFault(answer, known),
      );
    }
  },
};

function allowFault(answer: Answer, known: readonly string[]) {
  const allow = (answer.headers.get('allow') ?? '').split(',').map((part) => part.trim());
  const others = [...known, 'HEAD', 'OPTIONS'];
  const isRight = known.every((one) => allow.includes(one)) && allow.every((one) => others.includes(one));
  return isRight ? null : { expected: `Allow: ${known.join(', ')}`, seen: shown(allow.join(', ')), key: 'Allow' };
}

export const paths: Check = {
  id: 'access/paths',
  asks: 'Is a path that there is not 404 to somebody known, in every spelling that is not exactly right?',
  rank: 'minor',
  source: 'docs/contract/argus.md §1; docs/contract/usm.md §10',
  evidence: 'assumed',
  applies: (operation) => isFirstOfPath(operation) && isSafe(operation),
  run: async (context) => {
    const ask = await shapedAsk(context);
    const path = pathOf(context.operation, ask.params ?? {});
    for (const other of fewOf(context, near(context, path), 1)) {
      const { body: _, ...rest } = ask;
      await context.judge({ ...rest, path: other, method: 'GET' }, (answer) =>
        answer.status === 404
          ? null
          : { expected: '404 for a path that there is not', seen: told(answer), key: `status ${answer.status}` },
      );
    }
  },
};

/** Paths beside this one that no operation has. */
const near = ({ api }: Context, path: string): readonly string[] =>
  [`${path}/no-such-thing`, `${path}x`, path.replace(/\/v(\d)\//, '/v9/'), path.replace('/2.0/', '/3.0/')].filter(
    (other) => other !== path && methodsOf(api.operations, other).length === 0,
  );
