/** One request of a covering array: a criterion in its place, perhaps with another beside it, and what wrong servers would find. */
import { every, negated, some } from '../criteria/verdict.ts';
import type { Criteria } from '../lists/list.ts';
import type { Judgement } from '../terms/model.ts';
import { readingOf, type Verdicts, type Wording, type Wrong } from './values.ts';

export const nestings = ['root', 'a part', 'a part of a part'] as const;
export type Nesting = (typeof nestings)[number];
export const partRoles = ['plain', 'excluded', 'required', 'excluded and required'] as const;
export type PartRole = (typeof partRoles)[number];

/** A criterion with a value. */
export interface Term extends Wording {
  readonly name: string;
}

/** A criterion where it stands. */
export interface PlacedTerm {
  readonly term: Term;
  readonly mark: PartRole;
}

export interface Question {
  readonly nesting: Nesting;
  readonly asked: PlacedTerm;
  /** What stands beside it; null for nothing. */
  readonly beside: PlacedTerm | null;
  /** The name of the criterion that is a list of criteria. */
  readonly parts: string;
}

const flagsOf: Readonly<Record<PartRole, Criteria>> = {
  plain: {},
  excluded: { exclude: true },
  required: { required: true },
  'excluded and required': { exclude: true, required: true },
};

/** What is excluded does not hold, whether it is required as well or not. */
const isExcluded = (role: PartRole): boolean => role === 'excluded' || role === 'excluded and required';

export const partCriteria = ({ term, mark }: PlacedTerm): Criteria => ({ ...term.criteria, ...flagsOf[mark] });

/** The criteria as they are asked. */
export function criteriaOf({ nesting, asked, beside, parts }: Question): Criteria {
  if (nesting === 'root') {
    const own = asked.term.criteria;
    if (beside === null) return own;
    return beside.mark === 'plain' ? { ...own, ...beside.term.criteria } : { ...own, [parts]: [partCriteria(beside)] };
  }
  const list = [partCriteria(asked), ...(beside === null ? [] : [partCriteria(beside)])];
  return nesting === 'a part' ? { [parts]: list } : { [parts]: [{ [parts]: list }] };
}

/** What the place and the partRoles make of the verdicts of both criteria: all that are required, none that are excluded, any of the others. */
function placed({ nesting, asked, beside }: Question, own: Verdicts, other: Verdicts | null): Verdicts {
  const isRoot = nesting === 'root';
  const first = signed(isRoot ? 'required' : asked.mark);
  if (beside === null || other === null) return own.map(first);
  const second = signed(beside.mark);
  const isAny = !isRoot && asked.mark === 'plain' && beside.mark === 'plain';
  return own.map((verdict, at) => (isAny ? some : every)([first(verdict), second(other[at] ?? null)]));
}

/** What a verdict counts as in a role. */
const signed =
  (role: PartRole) =>
  (verdict: Judgement): Judgement =>
    isExcluded(role) ? negated(verdict) : verdict;

/** What a list of parts finds: all that are required, none that are excluded, any of the others. */
export function verdictsOfParts(list: readonly PlacedTerm[]): Verdicts {
  const [plain, marked] = [list.filter(({ mark }) => mark === 'plain'), list.filter(({ mark }) => mark !== 'plain')];
  return (list[0]?.term.verdicts ?? []).map((_, at) => {
    const own = ({ term, mark }: PlacedTerm): Judgement => signed(mark)(term.verdicts[at] ?? null);
    return every([...marked.map(own), ...(plain.length > 0 ? [some(plain.map(own))] : [])]);
  });
}

/** What a server that is right finds. */
export const verdictsOf = (question: Question): Verdicts =>
  placed(question, question.asked.term.verdicts, question.beside?.term.verdicts ?? null);

/** What servers find that get one thing wrong, and what that is. */
export function wrongOf(question: Question): readonly Wrong[] {
  const { asked, beside } = question;
  const { term } = asked;
  const other = beside?.term.verdicts ?? null;
  const values = term.wrong.map(({ name, verdicts }) => ({
    name: `${term.name}, ${readingOf(term.form, name)}`,
    verdicts: placed(question, verdicts, other),
  }));
  return [...values, ...ofMark(question), ...ofCompany(question)];
}

/** The question with other roles. */
function inRoles(question: Question, mark: PartRole, second: PartRole): Verdicts {
  const { asked, beside } = question;
  const company = beside === null ? null : { ...beside, mark: second };
  const changed: Question = { ...question, asked: { ...asked, mark }, beside: company };
  return placed(changed, asked.term.verdicts, beside?.term.verdicts ?? null);
}

/** What is required counts as an alternative only where there is another one. */
function ofMark(question: Question): readonly Wrong[] {
  const { nesting, asked, beside } = question;
  const second = beside?.mark ?? 'required';
  if (asked.mark === 'excluded and required')
    return [
      { name: `excluded in ${nesting}: ignored for being required`, verdicts: inRoles(question, 'required', second) },
    ];
  if (asked.mark !== 'excluded' && (asked.mark !== 'required' || second !== 'plain')) return [];
  return [{ name: `${asked.mark} in ${nesting}: ignored`, verdicts: inRoles(question, 'plain', second) }];
}

function ofCompany(question: Question): readonly Wrong[] {
  const { nesting, asked, beside } = question;
  if (beside === null) return [];
  const isAlternative = nesting !== 'root' && asked.mark === 'plain';
  const alone = placed({ ...question, beside: null }, asked.term.verdicts, null);
  const wrong: Wrong[] = [{ name: `a second criterion, ${beside.mark}, in ${nesting}: ignored`, verdicts: alone }];
  if (isExcluded(beside.mark) || (beside.mark === 'required' && isAlternative)) {
    const name = `a second criterion in ${nesting}: its being ${beside.mark} ignored`;
    wrong.push({ name, verdicts: inRoles(question, asked.mark, 'plain') });
  }
  if (beside.mark === 'plain' && isAlternative)
    wrong.push({
      name: `alternatives in ${nesting}: all asked for`,
      verdicts: inRoles(question, 'required', 'required'),
    });
  return wrong;
}

/** The question in words, for a finding. */
export function questionText({ nesting, asked, beside }: Question): string {
  const where = nesting === 'root' ? '' : `, ${asked.mark === 'plain' ? '' : `${asked.mark} `}in ${nesting}`;
  const second =
    beside === null ? '' : `, beside ${beside.mark === 'plain' ? '' : `${beside.mark} `}${beside.term.name}`;
  return `${asked.term.name}, ${asked.term.form}${where}${second}`;
}
