/** The order of the profile `quick`: something of every operation first, by the checks that tell the most for their requests, and then deeper. */
import { familyOf } from './terms/check.ts';
import { isRule, type Unit } from './terms/unit.ts';

/** The profile sends no more than this. */
export const quickRequests = 2500;

/** What it asks with: the rest is for what the last of them have to put back. */
export const quickBudget = quickRequests - 10;

/**
 * Asked of every operation before all others, those first that found most of a sample of mutants for their requests; what
 * changes something comes late, since lists are read anew behind it.
 */
const first: readonly string[] = [
  'schema/success',
  'requests/type',
  'law/forms-agree',
  'law/media-agree',
  'law/versions-agree',
  'law/keywords',
  'law/views-agree',
  'law/statistics-count-the-search',
  'law/statistics-add-up',
  'law/depth',
  'requests/empty-lists',
  'requests/nulls',
  'requests/hostile-names',
  'law/one-is-as-listed',
  'law/pages-join',
  'law/count-is-the-walk',
  'law/limits',
  'law/page-describes-itself',
  'law/criteria-cover',
  'law/time-forms',
  'access/expired',
  'access/missing-function',
  'law/sort-orders',
  'law/things-differ',
  'requests/enum',
  'requests/bound',
  'requests/unknown',
  'requests/required',
  'requests/length',
  'requests/form',
  'requests/nothing-there',
  'law/annotations-are-seen',
  'law/history-tells-writes',
  'law/submissions-are-whole',
  'law/attachments-come-back',
  'law/case-members-are-kept',
  'law/case-parts-are-found',
  'access/methods',
  'law/labels-are-seen',
  'requests/head',
  'law/links-lead-to-things',
  'access/read-only',
  'law/links-followed',
  'law/own-times',
  'law/times-bound',
  'access/nobody',
  'requests/sort-key',
  'requests/defaults-said',
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
