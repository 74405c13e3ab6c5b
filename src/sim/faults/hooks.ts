/** What the router is told: the faults of a request before its product answers, in place of it, and after. */
import type { Reply } from '../../http/endpoint.ts';
import type { AskedInstead, Hooks, RoutedRequest } from '../../http/exchange.ts';
import type { PerformLater } from '../../http/perform.ts';
import { apply, bendsBody, closedConnection } from './apply.ts';
import { clamped } from './clamp.ts';
import type { Decision, RefusedWith } from './decide.ts';
import type { FaultMemory } from './memory.ts';

export type Verdict = Decision | { readonly problem: Reply };

/** Answers for a product as it was so many seconds ago. */
export type Lagging = (product: string, seconds: number) => PerformLater;

/** A request that was refused before its caller was known meets its faults after. */
export function makeHooks(
  verdictFor: (asked: RoutedRequest, refusedWith: RefusedWith) => Verdict | null,
  memory: FaultMemory,
  lagging: Lagging | null,
): Required<Pick<Hooks, 'before' | 'instead' | 'bends' | 'after'>> {
  const refused = new WeakSet<RoutedRequest>();
  return {
    before: (asked) => {
      const decision = verdictFor(asked, null);
      if (decision === null) return null;
      if ('problem' in decision) return { reply: decision.problem };
      const { refusal } = decision;
      if (refusal === null || (refusal.kind === 'page' && refusal.isDone)) return null;
      if (refusal.kind === 'closed') return closedConnection;
      if (refusal.kind === 'page') return apply(asked, refusal.page, decision, memory);
      refused.add(asked);
      throw refusal.error;
    },
    instead: (asked) => {
      const decision = verdictFor(asked, null);
      return decision === null || 'problem' in decision ? null : insteadOf(asked, decision, lagging);
    },
    bends: (asked, reply) => {
      const decision = verdictFor(asked, null);
      if (decision === null || 'problem' in decision) return false;
      const { notes, effects } = decision;
      return notes.stale || notes.walk || notes.empty || effects.some((effect) => bendsBody(effect, reply));
    },
    after: (asked, reply) => {
      const decision = verdictFor(asked, reply.status);
      if (decision === null) return { reply };
      if ('problem' in decision) return { reply: decision.problem };
      const { refusal } = decision;
      if (refusal === null) return apply(asked, reply, decision, memory);
      if (refusal.kind === 'closed') return closedConnection;
      if (refusal.kind === 'page') return apply(asked, refusal.page, decision, memory);
      const answer = refused.has(asked) ? reply : asked.product.failure(refusal.error, asked.request);
      return apply(asked, answer, decision, memory);
    },
  };
}

/** The shortest page and the longest lag hold. */
function insteadOf(asked: RoutedRequest, { effects, refusal }: Decision, lagging: Lagging | null): AskedInstead | null {
  if (refusal !== null) return null;
  const lengths = effects.flatMap(({ clamp }) => clamp ?? []);
  const lags = effects.flatMap(({ lag }) => lag ?? []);
  if (lengths.length === 0 && lags.length === 0) return null;
  const { request, text } = lengths.length === 0 ? asked : clamped(asked, Math.min(...lengths));
  const perform = lags.length === 0 ? null : (lagging?.(asked.product.name, Math.max(...lags)) ?? null);
  return { request, text, perform };
}
