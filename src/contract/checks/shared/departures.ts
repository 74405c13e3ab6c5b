/** What is wrong with a value, of the alternatives of a schema held against the one that it comes nearest to. */
import { violations, type Json, type Violation } from '../../../kernel/schema.ts';
import type { Judged } from '../../terms/check.ts';
import { shown } from '../../lists/item.ts';
import { resolved, rootOf } from '../../../kernel/schema-walk.ts';
import type { Known } from './refusal.ts';

/** All departures from a schema file; those of a null that stands beside a model are left out where there is a model. */
export function departures(file: string, value: Json): readonly Violation[] {
  const found = violations(file, value);
  if (!found.some(isOfAlternatives)) return found;
  const models = modelsOf(file);
  if (models.length === 0) return besideNull(found);
  if (!Array.isArray(value)) return nearest(models, value);
  const rows = value as readonly Json[];
  return rows.flatMap((row, at) => nearest(models, row).map((one) => ({ ...one, path: [at, ...one.path] })));
}

/** A departure from a schema file in words; `whole` is what a value without a place is called. */
export function schemaFault(file: string, whole: string, value: Json, violation: Violation, isLive: boolean): Judged {
  const { path, keyword, message } = violation;
  const isExtra = keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
  return {
    expected: `${path.join('.') || whole} ${message} (${file})`,
    seen: shown(path.reduce<unknown>((node, part) => (node as Record<string | number, unknown> | null)?.[part], value)),
    // The same member of another row is the same fault.
    key: `${path.map((part) => (typeof part === 'number' ? '*' : part)).join('.')} ${keyword}`,
    // The vendor may add members at any time; a client must bear it, and we want to know.
    ...(isLive && isExtra && { isNotice: true }),
  };
}

/** Says that something should be so; `seen` is what is there instead. */
export type Want = (isSo: boolean, key: string, expected: string, seen: unknown, known?: Known) => void;

/** What is not as it is wanted; `where` is added to what was seen, `usual` says where the laws are from that say nothing else. */
export function unmet(usual: Known, where: string, say: (want: Want) => void): readonly Judged[] {
  const faults: Judged[] = [];
  say((isSo, key, expected, seen, known = usual) => {
    if (!isSo) faults.push({ key, expected, seen: `${shown(seen)}${where}`, ...known });
  });
  return faults;
}

const isOfAlternatives = ({ keyword }: Violation): boolean => keyword === 'anyOf' || keyword === 'oneOf';

function nearest(models: readonly string[], value: Json): readonly Violation[] {
  const [best = []] = models.map((model) => violations(model, value)).sort((one, other) => one.length - other.length);
  return besideNull(best);
}

/** "Neither null nor a model" says nothing when what is wrong inside the model is said as well. */
function besideNull(found: readonly Violation[]): readonly Violation[] {
  const isInside = (path: Violation['path']): boolean =>
    found.some((other) => other.path.length > path.length && path.every((part, at) => other.path[at] === part));
  return found.filter(
    (violation) => !((isOfAlternatives(violation) || violation.keyword === 'type') && isInside(violation.path)),
  );
}

/** The files that a file, or the items of a file, has as alternatives; none where they are not whole files. */
function modelsOf(file: string): readonly string[] {
  const root = rootOf(file);
  const choosing = root.schema['items'] === undefined ? root : resolved(root.file, root.schema['items']);
  const choices = (choosing.schema['anyOf'] ?? choosing.schema['oneOf'] ?? []) as readonly { readonly $ref?: string }[];
  const files = choices.map(({ $ref }) => $ref);
  return files.every((one) => one !== undefined && !one.includes('#'))
    ? files.map((one) => new URL(one ?? '', `file:///${file}`).pathname.slice(1))
    : [];
}

/** Faults of different keys: the same of another row says no more. */
export function firstOfEach<Fault extends { readonly key?: string }>(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string | undefined>();
  return faults.filter(({ key }) => !seen.has(key) && seen.add(key));
}
