/** The order of the profile `quick`: something of every operation first, by the checks that tell the most for their requests, and then deeper. */
import { familyOf } from './terms/check.ts';
import { isRule, type Unit } from './terms/unit.ts';

/** The profile sends no more than this. */
export const quickRequests = 2500;

/** Asked of every operation before all others, those first that found most of a sample of mutants for their requests. */
const first: readonly string[] = [
  'schema/success',
  'law/forms-agree',
  'law/media-agree',
  'law/one-is-as-listed',
  'law/keywords',
  'law/statistics-add-up',
  'law/statistics-count-the-search',
  'law/attachments-come-back',
  'law/submissions-are-whole',
  'law/own-times',
  'law/pages-join',
  'access/nobody',
  'law/sort-orders',
  'law/time-forms',
  'requests/empty-lists',
  'law/case-members-are-kept',
  'law/labels-are-seen',
  'law/views-agree',
  'access/missing-function',
  'requests/unknown',
  'law/count-is-the-walk',
  'law/reads-of-cases-are-fresh',
  'requests/conditions',
  'law/criteria-combine',
  'law/keys-are-kept',
  'law/links-followed',
  'law/answers-are-kept',
  'law/complement',
  'law/limits',
  'law/criteria-find',
];

/** Laws find the most; then who is let in; then what is taken. */
const families = ['law', 'access', 'requests', 'schema'] as const;

/** Units in rounds: each check of all operations, before the next. */
export function inRounds(units: readonly Unit[]): readonly Unit[] {
  const checks = [...new Set(units.map(({ check }) => check.id))];
  const round = new Map<string, number>(first.map((id, at) => [id, at]));
  // One of each family in turn.
  for (const [place, family] of families.entries()) {
    const own = checks.filter((id) => familyOf(id) === family && !first.includes(id));
    for (const [at, id] of own.entries()) round.set(id, first.length + at * families.length + place);
  }
  const asked = units.filter(({ check }) => !isRule(check));
  const usual = ({ check }: Unit): number => round.get(check.id) ?? 0;
  const reached = new Map<string, Unit>();
  for (const unit of asked.toSorted((one, other) => usual(one) - usual(other)))
    if (unit.reason === null && !reached.has(unit.operation.key)) reached.set(unit.operation.key, unit);
  // What an operation is asked first of all is asked before anything else of another.
  const roundOf = (unit: Unit): number => (reached.get(unit.operation.key) === unit ? -1 : usual(unit));
  return [
    ...asked.toSorted((one, other) => roundOf(one) - roundOf(other)),
    ...units.filter(({ check }) => isRule(check)),
  ];
}
