/** From a JSON value that shows a fault to the smallest one that still does: parts are dropped and values made plainer. */
import type { Json } from '../kernel/schema.ts';

type Members = { readonly [key: string]: Json };

/** Values one step smaller, the boldest step first. */
export function* smaller(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length > 2) {
      yield items.slice(0, items.length >> 1);
      yield items.slice(items.length >> 1);
    }
    for (let at = 0; at < items.length; at++) yield items.filter((_, index) => index !== at);
    for (let at = 0; at < items.length; at++)
      for (const step of smaller(items[at] ?? null)) yield items.map((item, index) => (index === at ? step : item));
  } else if (value !== null && typeof value === 'object') {
    const members = value as Members;
    const names = Object.keys(members);
    if (names.length > 3) {
      const half = names.length >> 1;
      yield only(members, names.slice(0, half));
      yield only(members, names.slice(half));
    }
    for (const name of names)
      yield only(
        members,
        names.filter((other) => other !== name),
      );
    for (const name of names) for (const step of smaller(members[name] ?? null)) yield { ...members, [name]: step };
  } else if (typeof value === 'string' && value.length > 8) {
    yield value.slice(0, value.length >> 1);
  } else if (typeof value === 'number' && Math.abs(value) > 100) {
    yield 0;
    yield Math.trunc(value / 2);
  }
}

const only = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(names.map((name) => [name, members[name] ?? null]));

/** The smallest value found by which `shows` still holds; at most `tries` are tried. */
export async function shrink<Input extends Json>(
  start: Input,
  shows: (input: Input) => Promise<boolean>,
  tries: number,
): Promise<Input> {
  let best = start;
  let left = tries;
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const candidate of smaller(best)) {
      if (left-- <= 0) return best;
      if (!(await shows(candidate as Input))) continue;
      best = candidate as Input;
      isDone = false;
      break;
    }
  }
  return best;
}
