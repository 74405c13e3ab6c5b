/** Cases that differ in what lists of cases tell, for targets where everything may be written to: those that are there may be alike. */
import type { Json } from '../../../../kernel/schema.ts';
import { at } from '../../../lists/item.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { AskFor } from '../../../terms/sample.ts';

const kinds = [
  { type: 'operationalIncident', priority: 'low', status: 'workingCustomer', accessMode: 'writeRestricted' },
  { type: 'informational', priority: 'critical', status: 'pendingVendor', accessMode: 'readRestricted' },
  { type: 'change', priority: 'medium', status: 'pendingClose', accessMode: 'roleBased', publish: false },
  { type: 'securityIncident', priority: 'high', status: 'pendingSoc', accessMode: 'explicit' },
] as const;

const mark = 'CONTRACT-';

/** True for a case that was made here: such a one has no past to ask about. */
export const isOfSuite = (one: Json): boolean => String(member(one, 'customerReference')).startsWith(mark);

/** Makes one of each kind, of customers and by categories that cases there have. */
export async function moreCases(ask: AskFor): Promise<void> {
  const there = listOf((await ask('advancedCaseSearch', { body: { limit: 50 } })).data);
  const distinct = (where: string): readonly Json[] => [...new Set(there.flatMap((one) => at(one, where) ?? []))];
  const [customers, categories] = [distinct('customer.shortName'), distinct('category.shortName')];
  const users = distinct('assignedTech.userName');
  for (const [place, kind] of kinds.entries()) {
    const pick = (some: readonly Json[]): Json => some[place % Math.max(1, some.length)] ?? null;
    const mail = place % 2 === 0 ? { originEmailAddress: `contract-${place}@example.com` } : {};
    const made = await ask('createCase', {
      body: {
        subject: `Contract ${kind.type} of kind ${place}`,
        description: 'One of several that differ.',
        service: 'ids',
        customer: pick(customers),
        category: pick(categories),
        assignedTech: pick(users),
        customerReference: `${mark}${place}`,
        ...kind,
        ...mail,
      },
    });
    const id = member(made.data, 'id');
    if (place === 3 && typeof id === 'number') await ask('updateCase', { params: { id }, body: { hasEvents: true } });
  }
}
