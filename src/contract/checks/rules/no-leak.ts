/** Credentials are for their holders: no answer gives one away, in whatever coding, but the members that are there for it. */
import type { Json } from '../../../kernel/schema.ts';
import { rootOf, type Node } from '../../../kernel/schema-walk.ts';
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { KnownSecret, Secrets } from '../../terms/secrets.ts';
import { stepInto } from '../shared/fact.ts';
import { firstOfEach } from '../shared/departures.ts';
import { makeTracer, type Trace, type Tracer } from '../shared/traces.ts';

export const noLeak: Rule = {
  id: 'schema/no-leak',
  asks: 'Does no answer hold a credential, but those members that hand one to its holder?',
  source: 'RFC 9110 §17.16.1; CWE-200; docs/contract/argus.md §5.1: a key is shown whole only once',
  evidence: 'documented',
  applies: () => true,
  judge: (answer, _, __, secrets) => {
    if (secrets === undefined || answer.status === 0) return [];
    const tracer = tracerOf(secrets);
    const mayNot = ({ owner }: Trace<KnownSecret>): boolean => !isRepeated(answer, owner);
    const inHead = tracer.tracesIn(Buffer.from(headOf(answer), 'utf8')).filter(mayNot);
    const inCookies = new Set(
      tracer.tracesIn(Buffer.from(answer.headers.getSetCookie().join('\n'), 'utf8')).map(({ owner }) => owner),
    );
    const inBody = [...tracer.tracesIn(answer.bytes), ...escaped(answer, tracer)].filter(mayNot);
    const faults = [
      ...inHead
        .filter((trace) => !inCookies.has(trace.owner) || !isHandedOver(answer, trace, secrets))
        .map((trace) => faultOf('the headers', trace)),
      ...wrongIn(answer, inBody, secrets).map((trace) => faultOf('the body', trace)),
    ];
    return firstOfEach(faults);
  },
};

/** A credential that the vendor's refusal is known to repeat, to whoever sent it. */
const isRepeated = (answer: Answer, { value }: KnownSecret): boolean =>
  // HEAD has only the headers to say it in.
  answer.operation.adapter.facts.repeatsCredential?.(answer.status, `${headOf(answer)}\n${answer.text}`) === true &&
  Object.values(answer.sent.headers).some((header) => header.includes(value));

const faultOf = (where: string, { owner, coding }: Trace<KnownSecret>): Departure => ({
  expected: `${where} without ${owner.variable}`,
  seen: coding === 'plain' ? owner.variable : `${owner.variable} in ${coding}`,
  key: `${where} ${owner.variable.slice(1)}`,
});

interface Kept {
  readonly tracer: Tracer<KnownSecret>;
  readonly has: Set<string>;
}

const tracers = new WeakMap<Secrets, Kept>();

/** Looks for all that is known by now. */
function tracerOf(secrets: Secrets): Tracer<KnownSecret> {
  const kept = tracers.get(secrets) ?? { tracer: makeTracer<KnownSecret>(), has: new Set<string>() };
  tracers.set(secrets, kept);
  for (const secret of secrets.known()) {
    if (kept.has.has(secret.value)) continue;
    kept.has.add(secret.value);
    for (const part of partsOf(secret.value)) kept.tracer.add(part, secret);
  }
  return kept.tracer;
}

/** The secret, and what of it nobody may know: the end of a key or token, a line of a private key. */
function partsOf(value: string): readonly string[] {
  const lines = value.split('\n').toSorted((one, other) => other.length - one.length);
  if (lines.length > 2) return lines.slice(0, 1);
  const end = value.split(/[/.]/).at(-1) ?? value;
  return end.length >= 10 ? [value, end] : [value];
}

const headOf = ({ headers }: Answer): string =>
  [...headers].map(([name, value]) => `${name}: ${decoded(value)} ${value}`).join('\n');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** JSON may write any character by its number, and a slash behind another one. */
function escaped({ json, text }: Answer, tracer: Tracer<KnownSecret>): readonly Trace<KnownSecret>[] {
  if (json === undefined || !/\\[/u]/.test(text)) return [];
  return tracer.tracesIn(Buffer.from(JSON.stringify(json), 'utf8'));
}

/** Those that stand elsewhere than in members for them, or are somebody else's. */
function wrongIn(
  answer: Answer,
  traces: readonly Trace<KnownSecret>[],
  secrets: Secrets,
): readonly Trace<KnownSecret>[] {
  if (traces.length === 0) return [];
  const { data } = answer.operation;
  const given = data === null || answer.json === undefined ? [] : credentialsIn([rootOf(data)], answer.data);
  if (given.length === 0) return traces;
  let rest = JSON.stringify(answer.json);
  for (const value of given) rest = rest.replaceAll(JSON.stringify(value), '""');
  const elsewhere = tracerOf(secrets).tracesIn(Buffer.from(rest, 'utf8'));
  return traces.filter(
    (trace) => elsewhere.some(({ owner }) => owner === trace.owner) || !isHandedOver(answer, trace, secrets),
  );
}

/** Values of members that a schema marks as credentials. */
function credentialsIn(nodes: readonly Node[], value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return nodes.some(({ schema }) => schema['x-credential'] === true) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    credentialsIn(
      nodes.flatMap((node) => stepInto(node, Array.isArray(value) ? 0 : name)),
      inner as Json,
    ),
  );
}

/** A credential is its holder's who shows what came up with it, or who gets it for the first time. */
function isHandedOver(answer: Answer, { owner }: Trace<KnownSecret>, secrets: Secrets): boolean {
  if (showsHolder(answer, owner, secrets)) return true;
  if (answer.operation.effect === 'reads' || owner.isGiven) return false;
  const first = handedOver.get(owner) ?? answer.number;
  handedOver.set(owner, first);
  return first === answer.number;
}

/** Numbers of the answers that were the first to hold a credential. */
const handedOver = new WeakMap<KnownSecret, number>();

function showsHolder({ sent }: Answer, { holder }: KnownSecret, secrets: Secrets): boolean {
  const shown = [...Object.values(sent.headers), sent.text ?? ''];
  for (const secret of secrets.known())
    if (secret.holder === holder && shown.some((text) => text.includes(secret.value))) return true;
  return false;
}
