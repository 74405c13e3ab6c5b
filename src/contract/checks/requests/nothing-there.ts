/** What a path names has to be there, in every part of its name. */
import type { Check } from '../../check.ts';
import type { Answer, Ask } from '../../exchange.ts';
import type { Operation } from '../../operation.ts';
import { told } from '../shared/answer.ts';
import { mayBeTampered } from './wrong.ts';

type Params = NonNullable<Ask['params']>;

/** Changes one part of a name, so that it names nothing; undefined where the value is of another kind. */
const changed: Readonly<Record<string, (value: string) => string | undefined>> = {
  timestamp: (value) => (/^\d+$/.test(value) ? String(Number(value) + 1) : undefined),
  customerID: (value) => (/^\d+$/.test(value) ? String(Number(value) + 77_777) : undefined),
  eventID: otherUuid,
  eventId: otherUuid,
  alarmId: otherUuid,
  labelId: otherUuid,
  caseID: () => '999999999',
};

/** Another id of the same form. */
function otherUuid(value: string): string | undefined {
  const last = value.at(-1) ?? '';
  return /^[0-9a-f]$/i.test(last) ? `${value.slice(0, -1)}${last === '0' ? '1' : '0'}` : undefined;
}

const namesIn = ({ path }: Operation): readonly string[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name).filter((name) => name in changed);

export const nothingThere: Check = {
  id: 'requests/nothing-there',
  family: 'requests',
  asks: 'Is a thing that does not exist 404, when one part of its name is another (412 for a case whose listing declares no 404)?',
  rank: 'critical',
  source: 'contract/argus.md §1, §6; contract/usm.md §3, §10',
  applies: (operation, target) => namesIn(operation).length > 0 && mayBeTampered(operation, target),
  run: async (context) => {
    const { operation, sample, judge, skip } = context;
    const ask = await sample.example(operation);
    if (ask?.params === undefined) return skip('the target holds nothing to ask about');
    for (const name of namesIn(operation)) {
      const other = changed[name]?.(String(ask.params[name]));
      if (other === undefined) continue;
      const params: Params = { ...ask.params, [name]: other };
      await judge({ ...ask, params }, (answer) => thereFault(answer, name));
    }
  },
};

function thereFault(answer: Answer, name: string) {
  const { operation, status, fault } = answer;
  const wanted = operation.refusals.includes(404) ? 404 : 412;
  // Somebody else's customer may be refused before it is looked for.
  if (fault !== null || status === wanted || (name === 'customerID' && status === 403)) return null;
  const expected = `${wanted} for another ${name} than there is`;
  return {
    expected,
    seen: told(answer),
    key: `${name} ${status}`,
    ...(wanted === 412 && { evidence: 'assumed' as const }),
  };
}
