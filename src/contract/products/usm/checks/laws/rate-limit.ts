/** Law: a rate limit refuses what is above it, and no longer than it lasts. */
import { setTimeout } from 'node:timers/promises';
import type { Check } from '../../../../terms/check.ts';

/** Reads a second that a client may make (docs/contract/usm.md §10). */
const allowed = 100;

export const rateLimit: Check = {
  id: 'law/rate-limit',
  asks: 'Are more reads than a client may make in a second refused with 429, and is the next one after a while answered again?',
  rank: 'minor',
  source: 'docs/contract/usm.md §10',
  evidence: 'documented',
  isSlow: true,
  applies: ({ id }, target) =>
    id === 'getAlarmLabels' && (target.isLive ? 'a tenant’s limit is nobody’s to try' : true),
  run: async (context) => {
    const example = await context.sample.example(context.operation);
    if (example === null) return context.skip('the target has no alarm');
    const ask = { ...example, isImpatient: true };
    const answers = await Promise.all(Array.from({ length: allowed + 30 }, () => context.send(ask)));
    const refused = answers.filter(({ status }) => status === 429);
    const other = answers.find(({ status }) => status !== 429 && status !== 200);
    if (other !== undefined)
      context.violation({ key: 'status', expected: '200 or 429', seen: `status ${other.status}`, answer: other });
    if (refused.length === 0) return context.skip('the target does not limit its callers');
    for (let attempt = 0; attempt < 4; attempt++) {
      await setTimeout(1000);
      const { status } = await context.send(ask);
      if (status === 200) return;
    }
    context.violation({
      key: 'recovery',
      expected: 'an answer once the second is over',
      seen: 'status 429 for seconds',
    });
  },
};
