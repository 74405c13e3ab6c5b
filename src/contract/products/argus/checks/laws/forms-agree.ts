/** Law: two paths to one thing give the same thing. */
import type { Check } from '../../../../terms/check.ts';
import type { Answer } from '../../../../terms/exchange.ts';
import { argusSample } from '../../sample/sample.ts';
import { named } from '../../../../lists/counterpart.ts';
import { firstDifference } from '../../../../lists/item.ts';

/** What v1 and v2 have in common without any change of form (docs/contract/argus.md §7.1). */
const acrossVersions: Readonly<Record<string, string>> = {
  getPcapV2: 'getPcap',
  getPayloadV2: 'getPayload',
  getPcap: 'getPcapV2',
  getPayload: 'getPayloadV2',
};

export const formsAgree: Check = {
  id: 'law/forms-agree',
  asks: 'Does an event’s path with its type in front give what the path without it gives?',
  source: 'seed 001; docs/contract/argus.md §7',
  evidence: 'documented',
  applies: ({ id, effect }) => effect === 'reads' && (id.endsWith('Compatibility') || id in acrossVersions),
  run: async (context) => {
    const { api, operation, sample } = context;
    const other = named(api, acrossVersions[operation.id] ?? operation.id.replace(/Compatibility$/, ''));
    const example = await sample.example(operation);
    if (example === null) return context.skip('the target has no such event');
    const [event] = await argusSample(sample).eventIds();
    // The type that the other form needs, where this form has none.
    const params = { ...(event && { type: event.type }), ...example.params };
    const one = await context.send({ params });
    const seen = differ(one, await context.send({ operation: other, params }));
    if (seen !== null) context.violation({ expected: `what ${other.id} gives of the same event`, seen, answer: one });
  },
};

function differ(one: Answer, same: Answer): string | null {
  if (one.status !== same.status) return `status ${one.status} instead of ${same.status}`;
  if (one.json !== undefined || same.json !== undefined) return firstDifference(one.data, same.data);
  return Buffer.compare(one.bytes, same.bytes) === 0
    ? null
    : `${one.bytes.length} other bytes than the ${same.bytes.length}`;
}
