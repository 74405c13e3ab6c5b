/** What a list holds lies within the times that were asked for, whatever else the request says. */
import type { Json } from '../../../kernel/schema.ts';
import type { Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { modelOf } from '../../lists/fixture.ts';
import { bodyOf, isOwnSuccess } from '../shared/answer.ts';
import { shown } from '../../lists/item.ts';
import { rowsOf, someOf } from '../shared/rows.ts';

export const withinBounds: Rule = {
  id: 'schema/within-bounds',
  asks: 'Does everything in a list lie within the times that were asked for?',
  source: 'seed 002 "Time"; docs/contract/argus.md §4, §7.4; docs/contract/usm.md §4',
  evidence: 'documented',
  applies: (operation) => modelOf(operation) !== null,
  judge: (answer, operation) => {
    const model = modelOf(operation);
    if (model === null || !isOwnSuccess(answer)) return [];
    const asked = askedOf(answer);
    const outside = someOf(rowsOf(answer)).find((row) => model.timeVerdict(row, asked) === false);
    if (outside === undefined) return [];
    const bounds = Object.entries(asked).filter(([name]) => /^(?:start|end|time)/.test(name));
    return [{ expected: `all within ${shown(Object.fromEntries(bounds))}`, seen: shown(outside), key: 'outside' }];
  },
};

/** What was asked, from the query or the body; parameters given twice are nobody's to interpret. */
function askedOf(answer: Answer): Readonly<Record<string, Json>> {
  const { searchParams } = new URL(answer.sent.url);
  const once = [...searchParams].filter(([name]) => searchParams.getAll(name).length === 1);
  return { ...Object.fromEntries(once), ...bodyOf(answer) };
}
