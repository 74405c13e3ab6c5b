/** Refused requests by what was wrong with them, so that a client's mistake is seen once and not a thousand times. */
import type { JournalRequest } from './entries.ts';

export interface RefusalGroup {
  readonly key: string;
  readonly status: number;
  readonly operation: string;
  /** The rule that was broken, or what is said instead. */
  readonly rule: string;
  readonly field: string;
  /** As it was worded last. */
  readonly message: string;
  readonly count: number;
  /** Number of the latest request. */
  readonly latest: number;
  /** Fault rules that refused in the product's place. */
  readonly faults: readonly string[];
}

interface Reason {
  readonly rule: string;
  readonly field: string;
  readonly message: string;
}

function reasonsOf({ status, product, faults, refusal }: JournalRequest): readonly Reason[] {
  const complaints = (refusal?.complaints ?? []).filter(({ rule, message }) => rule !== '' || message !== '');
  if (complaints.length > 0)
    return complaints.map(({ rule, field, message }) => ({ rule: rule || message, field: field ?? '', message }));
  if (faults.length > 0)
    return [{ rule: `fault ${faults.join(', ')}`, field: '', message: 'A fault rule refused it.' }];
  if (status === 0) return [{ rule: 'cut', field: '', message: 'The connection ended before there was a status.' }];
  if (product === null) return [{ rule: 'no such path', field: '', message: 'No product has this path.' }];
  return [{ rule: 'refused', field: '', message: refusal?.body.slice(0, 200) ?? '' }];
}

export const isRefused = ({ status }: Pick<JournalRequest, 'status'>): boolean => status === 0 || status >= 400;

/** The most frequent first. */
export function groupedRefusals(entries: readonly JournalRequest[]): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>();
  for (const entry of entries) {
    if (!isRefused(entry)) continue;
    const { status, seq, faults } = entry;
    const operation = entry.operation ?? `${entry.method} ${entry.path}`;
    for (const { rule, field, message } of reasonsOf(entry)) {
      const key = JSON.stringify([status, operation, rule, field]);
      const count = (groups.get(key)?.count ?? 0) + 1;
      groups.set(key, { key, status, operation, rule, field, message, count, latest: seq, faults });
    }
  }
  return [...groups.values()].sort((one, other) => other.count - one.count || other.latest - one.latest);
}
