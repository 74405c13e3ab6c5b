/** Whom a change of a case is told: its watchers, and those whom the request names. Nothing is sent; the history says to whom it would have been. */
import type { Account, Case, World } from '../../../../model/world.ts';
import { isDeleted, type CaseFile, type NotificationRecord } from '../records/records.ts';

/** What a request says of notifications. */
export interface NotificationRequest {
  readonly skipEmail: boolean;
  readonly skipSMS: boolean;
  /** Addresses and telephone numbers. */
  readonly extraRecipients: readonly string[];
}

type Recipient = Omit<NotificationRecord, 'id'>;

/** Internal changes go to watchers of the operations centre alone, and none to a watcher who may not read the case (assumed). */
export function recipientsOf(
  world: World,
  entry: Case,
  { watchers }: CaseFile,
  { skipEmail, skipSMS, extraRecipients }: NotificationRequest = {
    skipEmail: false,
    skipSMS: false,
    extraRecipients: [],
  },
  isInternal: boolean,
): readonly Recipient[] {
  const isWanted = ({ type }: Pick<Recipient, 'type'>): boolean => !(type === 'email' ? skipEmail : skipSMS);
  const ofWatchers = watchers
    .filter(
      (watcher) =>
        !isDeleted(watcher) && !watcher.flags.some((flag) => flag === 'DISABLED' || flag === 'NEGATIVE_ENTRY'),
    )
    .filter(({ user }) => !isInternal || world.accounts[user]?.analyst === true)
    .filter(({ user }) => isReader(world.accounts[user], entry))
    .map(({ type, destination, id }): Recipient => ({ type, destination, watcher: id }));
  const extra = extraRecipients.map((destination): Recipient => ({
    type: destination.includes('@') ? 'email' : 'sms',
    destination,
    watcher: null,
  }));
  return [...ofWatchers, ...extra].filter(isWanted);
}

const isReader = (account: Account | undefined, { customer, restricted, readers = [] }: Case): boolean =>
  account !== undefined &&
  (account.customers === null || account.customers.includes(customer)) &&
  (account.analyst || !restricted || readers.includes(account.index));
