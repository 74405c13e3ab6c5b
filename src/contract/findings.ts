/** The book of findings: each fault of a unit once, with the request that shows it. */
import { createHash } from 'node:crypto';
import type { Json } from '../kernel/schema.ts';
import { familyOf, usualRank, type Check, type Departure, type Rule } from './terms/check.ts';
import { curlOf } from './curl.ts';
import { hexOf } from './report/hex.ts';
import { makeRedactor, type Redactor } from './report/redact.ts';
import type { Answer } from './terms/exchange.ts';
import { unitName, type Excerpt, type Finding } from './terms/finding.ts';
import type { Operation } from './terms/operation.ts';
import type { Secrets } from './terms/secrets.ts';

export interface FindingEntry {
  readonly check: Pick<Check, 'id' | 'rank' | 'source' | 'evidence'>;
  readonly operation: Operation;
  readonly kind: Finding['kind'];
  readonly fault: Departure;
  readonly answer: Answer | null;
  readonly input: Json | null;
}

export interface Findings {
  readonly add: (entry: FindingEntry) => void;
  /** True when the unit already has this fault, so that nobody need look for a smaller request. */
  readonly knows: (operation: Operation, check: Check | Rule, key: string | undefined) => boolean;
  readonly all: () => readonly Finding[];
  /** Forgets all that was added since this was called. */
  readonly mark: () => () => void;
  /** Violations of a unit. */
  readonly violationsOf: (unit: string) => number;
}

/** So many different faults of one unit are told apart; more would say nothing new. */
const mostOfUnit = 5;
const excerptChars = 2000;

export interface FindingsOptions {
  /** Those of a run that this one goes on with. */
  readonly earlier?: readonly Finding[];
  /** The command that asks the same target in the same way; what asks one thing again is added to it. */
  readonly command?: string;
  /** The address of the target whose values are taken out of all that is said of it; they stay when left out. */
  readonly redacted?: string;
}

export function makeFindings(secrets: Secrets, options: FindingsOptions = {}): Findings {
  const { earlier = [], command = 'siem-sim contract', redacted } = options;
  const found = new Map<string, Finding>(earlier.map((finding) => [finding.id, finding]));
  const perUnit = new Map<string, number>();
  const violations = new Map<string, number>();
  return {
    add: ({ check, operation, kind, fault, answer, input }) => {
      const unit = unitName(operation.key, check.id);
      const id = idOf(unit, fault.key);
      const known = found.get(id);
      if (known !== undefined) {
        found.set(id, { ...known, times: known.times + 1 });
        return;
      }
      const count = (perUnit.get(unit) ?? 0) + 1;
      perUnit.set(unit, count);
      if (kind === 'violation') violations.set(unit, (violations.get(unit) ?? 0) + 1);
      if (count > mostOfUnit) return;
      found.set(id, {
        ...about(id, { check, operation, kind, fault, answer, input }),
        ...wordsOf({ fault, answer, input }, secrets, redacted),
        times: 1,
        again: `${command} --replay '${id}'`,
      });
    },
    knows: (operation, check, key) => found.has(idOf(unitName(operation.key, check.id), key)),
    mark: () => {
      const kept = [found, perUnit, violations].map((book) => new Map<string, unknown>(book));
      return () =>
        [found, perUnit, violations].forEach((book: Map<string, unknown>, at) => {
          book.clear();
          for (const [name, value] of kept[at] ?? []) book.set(name, value);
        });
    },
    all: () => [...found.values()],
    violationsOf: (unit) => violations.get(unit) ?? 0,
  };
}

/** What a finding is about, and how it is known. */
const about = (
  id: string,
  { check, operation, kind, fault }: FindingEntry,
): Pick<Finding, 'id' | 'kind' | 'check' | 'family' | 'operation' | 'rank' | 'source' | 'evidence'> => ({
  id,
  kind,
  check: check.id,
  family: familyOf(check.id),
  operation: operation.key,
  rank: fault.rank ?? check.rank ?? usualRank,
  source: fault.source ?? check.source ?? operation.source,
  evidence: fault.evidence ?? check.evidence ?? operation.evidence,
});

/** What is said of it, without secrets and, where `redacted` is the address of a target, without its values. */
function wordsOf(
  { fault, answer, input }: Pick<FindingEntry, 'fault' | 'answer' | 'input'>,
  secrets: Secrets,
  redacted: string | undefined,
): Pick<Finding, 'expected' | 'seen' | 'curl' | 'input' | 'response' | 'against'> {
  const { against } = fault;
  const redactor = redacted === undefined ? null : makeRedactor([answer?.json, against?.json], redacted);
  const said = (text: string): string => redactor?.text(secrets.hide(text)) ?? secrets.hide(text);
  const hidden = input === null ? null : (JSON.parse(secrets.hide(JSON.stringify(input))) as Json);
  const shownOf = (one: Answer): { readonly curl: string; readonly response: Excerpt } => ({
    curl: said(curlOf(one.sent, secrets)),
    response: excerptOf(one, secrets, redactor),
  });
  return {
    expected: said(fault.expected),
    seen: said(fault.seen),
    input: hidden === null || redactor === null ? hidden : redactor.json(hidden),
    ...(answer === null ? { curl: null, response: null } : shownOf(answer)),
    ...(against !== undefined && { against: shownOf(against) }),
  };
}

/** `argus.findAggregatedEvents/law/total-order~1f3a`: what to replay, and which of its faults. */
const idOf = (unit: string, key = ''): string =>
  `${unit}~${createHash('sha256').update(key).digest('hex').slice(0, 4)}`;

function excerptOf(answer: Answer, secrets: Secrets, redactor: Redactor | null): Excerpt {
  const said = (text: string): string => redactor?.text(secrets.hide(text)) ?? secrets.hide(text);
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].map(([name, value]) => [name, said(value)])),
    body: bodyOf(answer, secrets, redactor),
    bytes: answer.bytes.length,
  };
}

function bodyOf({ bytes, json }: Answer, secrets: Secrets, redactor: Redactor | null): string {
  if (redactor !== null)
    return json === undefined ? `${bytes.length} bytes` : JSON.stringify(redactor.json(json)).slice(0, excerptChars);
  const head = bytes.subarray(0, excerptChars * 2);
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8');
  const isText = !text.includes('\u0000') && !text.includes('\ufffd\ufffd');
  return isText ? secrets.hide(text).slice(0, excerptChars) : hexOf(bytes);
}
