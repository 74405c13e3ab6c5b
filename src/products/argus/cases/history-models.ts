/** Transactions and notifications of cases as cases/v2 shows them. Source: docs/contract/argus.md §14.0.2; members of notifications are assumed. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { World } from '../../../model/world.ts';
import type { CaseNotifications, CaseTransaction } from '../generated/types.ts';
import { userAt } from './case-model.ts';
import type { NotificationRecord, TransactionRecord } from './records/records.ts';

export function transactionModel(
  world: World,
  { id, operation, at, by, isInternal, isSilent, changes, notifications }: TransactionRecord,
): CaseTransaction {
  const common = [
    ...(isSilent ? (['SKIP_NOTIFICATION'] as const) : []),
    ...(world.accounts[by]?.analyst === true ? (['SUBMITTED_BY_TECH'] as const) : []),
  ];
  return {
    id,
    operation,
    time: isoUtc(at),
    timestamp: at,
    user: userAt(world, by),
    flags: [...(isInternal ? (['TECH_TX'] as const) : []), ...common],
    notified: notifications.length,
    changes: changes.map(
      ({ id: changeID, field, objectType, value, previousValue, object, previousObject }, index) => ({
        id: changeID,
        transactionIndex: index,
        field,
        objectType,
        value,
        previousValue,
        object: object as CaseTransaction['changes'][number]['object'],
        previousObject: previousObject as CaseTransaction['changes'][number]['previousObject'],
        flags: [...(isInternal ? (['TECH_EVENT'] as const) : []), ...common],
      }),
    ),
  };
}

export const notificationModel = (
  { id, type, destination, watcher }: NotificationRecord,
  at: number,
): CaseNotifications[number] => ({ id, type, destination, watcherID: watcher, time: isoUtc(at), timestamp: at });
