/** Whether a rule that hits each n-th request hit exactly those, counted over all replicas. */
import { told, type Counter, type ListOperation, type Violation } from './history.ts';
import { checkList } from './lists.ts';

export function checkCounter(object: string, { every, operations, sequence }: Counter): readonly Violation[] {
  const violations: Violation[] = [];
  const wrong = (kind: Violation['wrong'], text: string): unknown => violations.push({ wrong: kind, object, text });
  const done = operations.filter(({ outcome }) => outcome === 'done');
  const unknown = operations.filter(({ outcome }) => outcome === 'unknown').length;
  const hits = done.filter(({ isHit }) => isHit).length;
  const least = Math.floor(done.length / every) - unknown;
  const most = Math.floor((done.length + unknown) / every);
  const counts = `${hits} of ${done.length} requests were hit, ${unknown} went unanswered, each ${every}. counts`;
  if (hits > most) wrong('doubled', counts);
  if (hits < least) wrong('lost', counts);
  if (sequence === null) return violations;

  for (const [at, { element, isHit }] of sequence.entries())
    if (isHit !== ((at + 1) % every === 0))
      wrong(isHit ? 'doubled' : 'lost', `${element} is number ${at + 1} and was ${isHit ? '' : 'not '}hit`);
  const hitOf = new Map(sequence.map(({ element, isHit }) => [element, isHit]));
  for (const each of done)
    if (hitOf.has(each.element) && hitOf.get(each.element) !== each.isHit)
      wrong('diverged', `${each.element} was ${each.isHit ? '' : 'not '}hit for its client alone: ${told(each)}`);
  return [
    ...violations,
    ...checkList(
      object,
      asList(
        operations,
        sequence.map(({ element }) => element),
      ),
    ),
  ];
}

/** Requests are in the sequence as elements are in a list, which was read when all was over. */
function asList(operations: Counter['operations'], elements: readonly string[]): readonly ListOperation[] {
  const appends = operations.map((each): ListOperation => ({ ...each, kind: 'append' }));
  const end = operations.reduce((most, { completed, invoked }) => {
    return Math.max(most, completed === Infinity ? invoked : completed);
  }, 0);
  const read = { client: -1, replica: 'all', invoked: end + 1, completed: end + 2, outcome: 'done' } as const;
  return [...appends, { ...read, kind: 'read', elements, length: elements.length }];
}
