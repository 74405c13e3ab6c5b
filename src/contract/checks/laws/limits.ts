/** Law: the limits that Argus documents: 0 for all, any up to 100,000, none above. */
import type { Check, Context } from '../../check.ts';
import { member } from '../../exchange.ts';
import { compare } from '../../lists/hits.ts';
import { shown } from '../../lists/item.ts';
import { askOf, pageOf, shapeOf } from '../../lists/list.ts';
import { subjectOf, type Subject } from '../../lists/subject.ts';

/** The system's limit on rows of one answer (seed 002). */
const most = 100_000;

export const limits: Check = {
  id: 'law/limits',
  family: 'law',
  asks: 'Does limit 0 give all there is, is every limit up to 100,000 kept, and is more refused with 412?',
  rank: 'major',
  source: 'seed 002 "limit"; contract/argus.md §2',
  evidence: 'documented',
  applies: (operation) => shapeOf(operation)?.style === 'offset',
  run: async (context) => {
    const subject = await subjectOf(context);
    const { list, base, whole } = subject;
    const expected = [0, 25, most - 1, most].map((limit) => ({
      limit,
      ids: limit === 25 ? whole.ids.slice(0, 25) : whole.ids,
    }));
    for (const { limit, ids } of expected) {
      const { ids: seen, said, answer } = await pageOf(context, list, base, { limit });
      if (said.limit !== limit)
        context.violation({ key: 'echo', expected: `limit ${limit} beside the list`, seen: shown(said.limit), answer });
      const says = `limit ${limit} gives ${ids.length} of ${whole.ids.length} items`;
      await compare(context, subject, seen, { key: `limit ${limit}`, says, ids, answer });
    }
    await refusal(context, subject, most + 1, 'a limit above the system’s own');
    await tooMany(context, subject);
  },
};

async function refusal(context: Context, { list, base }: Subject, limit: number, what: string): Promise<void> {
  const answer = await context.send(askOf(list, base, { limit }));
  const isAbout = JSON.stringify(member(answer.json, 'messages') ?? null).includes('limit');
  if (answer.status === 412 && isAbout) return;
  context.violation({
    key: `refusal of ${limit}`,
    expected: `${what} is refused with 412 and a message about limit`,
    seen: answer.status === 412 ? 'messages that do not name it' : `status ${answer.status}`,
    answer,
  });
}

/** Where more matches than the system gives, limit 0 is refused as well; a tenant is not asked to count all it has. */
async function tooMany(context: Context, subject: Subject): Promise<void> {
  const { list, span } = subject;
  if (span === null || context.isLive) return;
  const base = { startTimestamp: 0, endTimestamp: span.to };
  const { count } = await pageOf(context, list, base, { limit: 1 });
  if (count === null || count <= most) return;
  await refusal(context, { ...subject, base }, 0, `limit 0 where ${count} match`);
}
