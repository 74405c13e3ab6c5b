/** How handlers of cases write: a command of one kind, with what its applier needs. */
import type { Json } from '../../../kernel/schema.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { writeCommand } from '../common/write-command.ts';
import type { CaseCommandKind } from './changes/appliers.ts';
import type { NotificationRequest } from './changes/notifications.ts';

/** What a case command says; `onCase` in changes/apply.ts reads `case` and `notification`, the applier the rest. */
type CaseData<Data extends object> = Data & {
  readonly case?: number;
  readonly notification?: NotificationRequest | undefined;
};

/** Writes the command, and resolves with what its applier returned: null where there was nothing to change. */
export const writeCase = <Data extends object>(
  { simulation }: Pick<LookupServices, 'simulation'>,
  { account }: Principal,
  kind: CaseCommandKind,
  data: CaseData<Data>,
): Promise<Json> => writeCommand(simulation, account, kind, data);

type Truth = boolean | string;

/** What a request says of notifications, in the terms of commands. */
export const notificationOf = (
  given:
    | {
        readonly skipEmail?: Truth | undefined;
        readonly skipSMS?: Truth | undefined;
        readonly extraRecipients?: readonly string[] | undefined;
      }
    | undefined,
): NotificationRequest | undefined =>
  given && {
    skipEmail: isTrue(given.skipEmail, false),
    skipSMS: isTrue(given.skipSMS, false),
    extraRecipients: given.extraRecipients ?? [],
  };
