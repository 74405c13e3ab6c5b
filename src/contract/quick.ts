/** The order of the profile `quick`: something of every operation first, by the checks that tell the most for their requests, and then deeper. */
import { familyOf } from './terms/check.ts';
import { isRule, type Unit } from './terms/unit.ts';

/** The profile sends no more than this. */
export const quickRequests = 2500;

/** Asked of every operation before all others, those first that found most of a sample of mutants for their requests. */
const first: readonly string[] = [
  'schema/success',
  'requests/type',
  'access/expired',
  'law/forms-agree',
  'law/media-agree',
  'law/statistics-count-the-search',
  'law/statistics-add-up',
  'law/one-is-as-listed',
  'law/keywords',
  'law/own-times',
  'law/views-agree',
  'requests/sort-key',
  'requests/empty-lists',
  'requests/nulls',
  'requests/hostile-names',
  'law/pages-join',
  'law/count-is-the-walk',
  'law/limits',
  'law/criteria-cover',
  'law/time-forms',
  'law/sort-orders',
  'requests/nothing-there',
  'requests/head',
  'access/missing-function',
  'access/methods',
  'access/read-only',
  'requests/bound',
  'requests/unknown',
  'requests/defaults-said',
  'law/page-describes-itself',
  'law/links-followed',
  'law/attachments-come-back',
  'law/submissions-are-whole',
  'law/labels-are-seen',
  'law/case-members-are-kept',
  'law/case-parts-are-found',
  'access/nobody',
  'requests/accept',
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
