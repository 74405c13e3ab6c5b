/** A few alarms, events and labels of a tenant of USM Anywhere, found by reading it. */
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { AskFor, Memo, OwnSample, Sample } from '../../../terms/sample.ts';
import { usmPageIn } from './page.ts';

export interface UsmSample extends OwnSample {
  /** Alarms and events, as their lists have them. */
  readonly alarms: () => Promise<readonly Json[]>;
  readonly events: () => Promise<readonly Json[]>;
  /** More of them, of several sensors. */
  readonly manyAlarms: () => Promise<readonly Json[]>;
  readonly manyEvents: () => Promise<readonly Json[]>;
  /** Ids of labels that alarms carry. */
  readonly labels: () => Promise<readonly string[]>;
  /** Alarms with a label that they carry, the last ones first: other checks write to the first. */
  readonly labelled: () => Promise<readonly { readonly alarm: string; readonly label: string }[]>;
}

/** The sample that checks of USM Anywhere work with. */
export const usmSample = ({ own }: Sample): UsmSample => own['usm'] as UsmSample;

export function makeUsmSample(askFor: AskFor, once: Memo): UsmSample {
  const alarms = (): Promise<readonly Json[]> =>
    once('alarms', async () => usmPageIn(await askFor('getUsmAlarms', {})).items);
  const many = async (list: string): Promise<readonly Json[]> =>
    usmPageIn(await askFor(list, { query: { size: 100 } })).items;
  return {
    alarms,
    manyAlarms: () => once('manyAlarms', () => many('getUsmAlarms')),
    manyEvents: () => once('manyEvents', () => many('getUsmEvents')),
    events: () => once('events', async () => usmPageIn(await askFor('getUsmEvents', {})).items),
    labels: () =>
      once('labels', async () => {
        const found = (await alarms()).flatMap((alarm) => [
          ...listOf(member(alarm, 'alarm_labels')),
          ...listOf(member(alarm, 'labels')),
        ]);
        return [...new Set(found)].flatMap((label) => (typeof label === 'string' ? [label] : []));
      }),
    labelled: () =>
      once('labelled', async () =>
        (await alarms()).toReversed().flatMap((alarm) => {
          const [label] = listOf(member(alarm, 'alarm_labels'));
          return typeof label === 'string' ? [{ alarm: String(member(alarm, 'uuid')), label }] : [];
        }),
      ),
  };
}
