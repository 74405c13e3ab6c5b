/** Where a thing that came differs from how a product shows it: only what came is compared, and only where it kept its name. */

/** Differences that are told of one thing. */
const mostFields = 20;
/** Members that must be the product's own, of all that an object has, for it to be taken for the product's. */
const leastShared = 3;

type Members = Readonly<Record<string, unknown>>;

/** Fields that are compared. */
export interface FieldTerms {
  /** Names and paths that may differ. */
  readonly ignored: ReadonlySet<string>;
}

/** Paths at which an object that came differs from the form that is closest to it; null where it is none of the product's own. */
export function fieldDifferences(came: object, forms: readonly object[], terms: FieldTerms): readonly string[] | null {
  let least: readonly string[] | null = null;
  for (const form of forms) {
    if (!isOwn(came, form)) continue;
    const found: string[] = [];
    compareMembers(came as Members, form as Members, '', { ...terms, found });
    if (found.length === 0) return found;
    if (least === null || found.length < least.length) least = found;
  }
  return least;
}

/** Whether an object is the product's, not one that a client made with names of its own. */
function isOwn(came: object, form: object): boolean {
  const names = Object.keys(came);
  const shared = names.filter((name) => Object.hasOwn(form, name));
  return shared.length >= leastShared && shared.length * 2 >= names.length;
}

interface Comparison extends FieldTerms {
  readonly found: string[];
}

function compareMembers(came: Members, shown: Members, at: string, comparison: Comparison): void {
  for (const [name, value] of Object.entries(came)) {
    if (!Object.hasOwn(shown, name)) continue;
    const path = at === '' ? name : `${at}.${name}`;
    if (comparison.ignored.has(name) || comparison.ignored.has(path)) continue;
    compare(value, shown[name], path, comparison);
    if (comparison.found.length >= mostFields) return;
  }
}

function compare(came: unknown, shown: unknown, path: string, comparison: Comparison): void {
  if (came === shown) return;
  if (isMembers(came) && isMembers(shown)) return compareMembers(came, shown, path, comparison);
  if (Array.isArray(came) && Array.isArray(shown) && came.length === shown.length) {
    for (const [at, item] of came.entries()) {
      if (comparison.found.length >= mostFields) return;
      compare(item, shown[at], `${path}.${at}`, comparison);
    }
    return;
  }
  comparison.found.push(path);
}

const isMembers = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
