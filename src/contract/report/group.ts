/** Findings that say the same of several operations, told once. */
import type { Finding } from '../terms/finding.ts';

export interface Group {
  readonly first: Finding;
  /** The same fault of the same check at other operations. */
  readonly others: readonly Finding[];
}

/** The part of an id after the tilde tells which fault of its check a finding is. */
export function grouped(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.evidence} ${finding.check} ${finding.id.split('~')[1] ?? ''}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}
