/** Whether a world of a name was there when it was made, gone when it was removed, and a new one when it was made again. */
import { told, type Violation, type WorldOperation } from './history.ts';
import { hasOrder } from './search.ts';

const absent = 'absent';
const fresh = '[]';

export function checkWorld(object: string, operations: readonly WorldOperation[]): readonly Violation[] {
  const counting = operations.filter(({ outcome }) => outcome !== 'refused');
  if (hasOrder(absent, counting, step)) return [];
  const first = firstWithout(counting);
  const text = `no order explains the first ${first.length} operations, the last of which is ${lastOf(first)}`;
  return [{ wrong: 'stale', object, text }];
}

/** What a world is after an operation that was answered so; nothing where it could not be. */
function step(state: string, operation: WorldOperation): readonly string[] {
  const isThere = state !== absent;
  const isUnknown = operation.outcome === 'unknown';
  if (operation.kind === 'look') {
    const seen = operation.elements === null ? absent : JSON.stringify(operation.elements);
    return isUnknown || state === seen ? [state] : [];
  }
  if (!isUnknown && operation.found !== isThere) return [];
  if (operation.kind === 'write') return [isThere ? withElement(state, operation.element) : state];
  return [{ make: fresh, remove: absent, find: state }[operation.kind]];
}

const withElement = (state: string, element: string): string =>
  JSON.stringify([...(JSON.parse(state) as readonly string[]), element]);

/** The fewest operations, in the order of their answers, that cannot be explained. */
function firstWithout(operations: readonly WorldOperation[]): readonly WorldOperation[] {
  const answered = operations
    .filter(({ outcome }) => outcome === 'done')
    .sort((one, other) => one.completed - other.completed);
  const open = operations.filter(({ outcome }) => outcome === 'unknown');
  let [least, most] = [0, answered.length];
  while (least + 1 < most) {
    const middle = (least + most) >> 1;
    if (hasOrder(absent, partOf(answered, middle, open), step)) least = middle;
    else most = middle;
  }
  return answered.slice(0, most);
}

/** The first answers; who was answered later was still waiting then. */
function partOf(
  answered: readonly WorldOperation[],
  count: number,
  open: readonly WorldOperation[],
): readonly WorldOperation[] {
  const last = answered[count - 1]?.completed ?? 0;
  const waiting = answered
    .slice(count)
    .filter(({ invoked }) => invoked <= last)
    .map((each): WorldOperation => ({ ...each, completed: Infinity, outcome: 'unknown' }));
  return [...answered.slice(0, count), ...waiting, ...open];
}

function lastOf(operations: readonly WorldOperation[]): string {
  const last = operations.at(-1);
  if (last === undefined) return 'none';
  const { kind } = last;
  const saw = kind === 'look' ? `saw ${JSON.stringify(last.elements)}` : last.found ? 'found it' : 'found none';
  return `${kind}, which ${saw}: ${told(last)}`;
}
