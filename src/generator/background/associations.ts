/** Which events belong to which cases: a case takes a share of its detections' events while it is open. */
import type { Case, Customer, Detail } from '../../model/world.ts';

export interface Association {
  /** Index into `World.caseSets`. */
  readonly code: number;
  /** Epoch milliseconds when the event was associated. */
  readonly at: number;
}

export interface Associations {
  readonly sets: readonly (readonly Case[])[];
  /**
   * The cases, until `now`, of an event that ended at `end`; null for none. `word` is the row's own draw.
   * `cases` are the cases as they stand, where that differs from the scenario.
   */
  readonly pick: (
    customer: number,
    detail: number,
    end: number,
    word: number,
    now: number,
    cases?: readonly Case[],
  ) => Association | null;
  /** The instants at which such an event would be associated, were the cases to stay as the scenario has them. */
  readonly times: (customer: number, detail: number, end: number, word: number) => readonly number[];
}

interface Assignee {
  readonly taken: Case;
  readonly share: number;
}

const analysisDelay = 300_000;

/** `takers` tells for each case which detections it takes and what percentage of their events. */
export function makeAssociations(
  cases: readonly Case[],
  assignees: readonly { readonly detections: readonly string[]; readonly share: number }[],
  customers: readonly Customer[],
  details: readonly Detail[],
): Associations {
  const sets: (readonly Case[])[] = [[], ...cases.map((entry) => [entry])];
  const lists = new Map<number, Assignee[]>();
  const hasAny = new Uint8Array(customers.length * details.length);
  const codes = new Map<string, number[]>();
  for (const { detection, code } of details) {
    const own = codes.get(detection.name);
    if (own === undefined) codes.set(detection.name, [code]);
    else own.push(code);
  }
  cases.forEach((entry, index) => {
    const { detections, share } = assignees[index] ?? { detections: [], share: 0 };
    for (const code of [...new Set(detections)].flatMap((name) => codes.get(name) ?? [])) {
      const slot = entry.customer.index * details.length + code;
      const own = lists.get(slot);
      if (own === undefined) lists.set(slot, [{ taken: entry, share }]);
      else own.push({ taken: entry, share });
      hasAny[slot] = 1;
    }
  });
  // Every pair of cases of one customer, so that an event in two cases has a code that nothing of a row depends on.
  const pairs = new Map<string, number>();
  for (const one of cases) {
    for (const two of cases) {
      if (one.index >= two.index || one.customer !== two.customer) continue;
      pairs.set(`${one.index} ${two.index}`, sets.length);
      sets.push([one, two]);
    }
  }
  const none: readonly Assignee[] = [];
  const timeOf = ({ opened, closed }: Case, end: number, now: number): number | null => {
    const at = Math.max(opened, end + analysisDelay);
    return at <= Math.min(closed ?? now, now) ? at : null;
  };
  const isTaken = (share: number, index: number, word: number): boolean =>
    (word >>> (index * 7)) % 128 < Math.floor((share * 128) / 100);
  return {
    sets,
    pick: (customer, detail, end, word, now, current) => {
      const slot = customer * details.length + detail;
      if (hasAny[slot] === 0) return null;
      let one: Association | null = null;
      let first = 0;
      const own = lists.get(slot) ?? none;
      for (let index = 0; index < own.length; index++) {
        const { taken, share } = own[index] as Assignee;
        const entry = current === undefined ? taken : current.find((other) => other.index === taken.index);
        const at = entry === undefined ? null : timeOf(entry, end, now);
        if (at === null || !isTaken(share, index, word)) continue;
        if (one !== null) return { code: pairs.get(`${first} ${taken.index}`) ?? one.code, at: Math.max(one.at, at) };
        one = { code: taken.index + 1, at };
        first = taken.index;
      }
      return one;
    },
    times: (customer, detail, end, word) =>
      (lists.get(customer * details.length + detail) ?? none).flatMap(({ taken, share }, index) => {
        const at = timeOf(taken, end, Infinity);
        return at === null || !isTaken(share, index, word) ? [] : [at];
      }),
  };
}
