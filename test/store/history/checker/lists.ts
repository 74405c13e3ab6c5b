/** Whether a list to which many append was one list: nothing lost, nothing twice, and every read what had been there at some moment of it. */
import { told, type ListOperation, type Violation } from './history.ts';
import { contradictions, grouped } from './order.ts';

type Append = Extract<ListOperation, { kind: 'append' }>;
type Read = Extract<ListOperation, { kind: 'read' }>;

/** Complete: a history without violations is linearizable. Costs the operations and the elements of each array that was read. */
export function checkList(object: string, operations: readonly ListOperation[]): readonly Violation[] {
  const violations: Violation[] = [];
  const wrong = (kind: Violation['wrong'], text: string): unknown => violations.push({ wrong: kind, object, text });
  const appends = new Map<string, Append>();
  for (const each of operations) if (each.kind === 'append') appends.set(each.element, each);
  const reads = operations.filter((each): each is Read => each.kind === 'read' && each.outcome === 'done');
  const longest = reads.reduce<Read | null>((most, each) => (each.length > (most?.length ?? 0) ? each : most), null);
  const whole = longest === null ? [] : longest.elements.slice(0, longest.length);

  checkElements(whole, appends, wrong);
  const compared = new Map<readonly string[], number>();
  for (const read of reads) {
    const known = compared.get(read.elements) ?? 0;
    for (let at = known; at < read.length; at++)
      if (read.elements[at] !== whole[at]) {
        wrong(
          'misordered',
          `${read.elements[at]} is at ${at} where ${told(read)} read it, and ${whole[at]} in the end`,
        );
        return violations;
      }
    compared.set(read.elements, Math.max(known, read.length));
  }
  for (const pair of contradictions(orderOf(whole, appends, reads))) explain(pair, wrong);
  checkUnseen(new Set(whole), appends, reads, wrong);
  return violations;
}

type Tell = (kind: Violation['wrong'], text: string) => unknown;

function checkElements(whole: readonly string[], appends: ReadonlyMap<string, Append>, wrong: Tell): void {
  const seen = new Set<string>();
  for (const element of whole) {
    const append = appends.get(element);
    if (seen.has(element)) wrong('doubled', `${element} is there twice`);
    if (append === undefined) wrong('invented', `nobody appended ${element}`);
    else if (append.outcome === 'refused')
      wrong('invented', `${element} is there though it was refused: ${told(append)}`);
    seen.add(element);
  }
}

/** All that is known to have had its effect, and the reads, as they must have followed each other. */
function* orderOf(whole: readonly string[], appends: ReadonlyMap<string, Append>, reads: readonly Read[]) {
  const ofLength = grouped(reads, ({ length }) => length);
  yield* ofLength(0);
  for (const [at, element] of whole.entries()) {
    const append = appends.get(element);
    if (append !== undefined) yield append;
    yield* ofLength(at + 1);
  }
}

function explain([first, second]: readonly [ListOperation, ListOperation], wrong: Tell): void {
  const name = (each: ListOperation): string => (each.kind === 'append' ? each.element : `a read of ${each.length}`);
  const text = `${name(first)} (${told(first)}) counts as before ${name(second)} (${told(second)})`;
  if (first.kind === 'read') wrong(second.kind === 'append' ? 'stale' : 'not monotonic', text);
  else wrong(second.kind === 'append' ? 'misordered' : 'invented', text);
}

/** Appends that were acknowledged and never read must have come after all reads. */
function checkUnseen(
  seen: ReadonlySet<string>,
  appends: ReadonlyMap<string, Append>,
  reads: readonly Read[],
  wrong: Tell,
): void {
  const last = reads.reduce<Read | null>(
    (latest, each) => (each.invoked > (latest?.invoked ?? -1) ? each : latest),
    null,
  );
  if (last === null) return;
  for (const append of appends.values())
    if (append.outcome === 'done' && !seen.has(append.element) && append.completed < last.invoked)
      wrong('lost', `${append.element} was acknowledged (${told(append)}) and not there for ${told(last)}`);
}
