/** A few alarms, events and labels of a tenant of USM Anywhere, found by reading it. */
import type { Json } from '../../../kernel/schema.ts';
import { listOf, member } from '../../exchange.ts';
import type { AskFor } from '../argus/sample.ts';
import type { Sample } from '../../sample/sample.ts';

type UsmSample = Pick<Sample, 'alarms' | 'usmEvents' | 'labels'>;

/** The items of a page, whatever the vendor calls them this year (contract/usm.md §5). */
const itemsOf = (page: Json | undefined): readonly Json[] => {
  const embedded = member(page, '_embedded');
  return listOf(embedded !== null && typeof embedded === 'object' ? Object.values(embedded)[0] : undefined);
};

export const sampleUsm = (askFor: AskFor, once: <T>(name: string, make: () => Promise<T>) => Promise<T>): UsmSample => {
  const alarms = (): Promise<readonly Json[]> =>
    once('usm/alarms', async () => itemsOf((await askFor('usm.getAlarms', {})).json));
  return {
    alarms,
    usmEvents: () => once('usm/events', async () => itemsOf((await askFor('usm.getEvents', {})).json)),
    labels: () =>
      once('usm/labels', async () => {
        const found = (await alarms()).flatMap((alarm) => [
          ...listOf(member(alarm, 'alarm_labels')),
          ...listOf(member(alarm, 'labels')),
        ]);
        return [...new Set(found)].flatMap((label) => (typeof label === 'string' ? [label] : []));
      }),
  };
};
