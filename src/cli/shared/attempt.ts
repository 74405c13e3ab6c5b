/** What the system may refuse, such as a file that cannot be written: a mistake of the user's, told in one line. */
import { UserError } from '../../kernel/fault.ts';

/** `doing` is what cannot be done then, such as `read reports.json`. */
export function attempt<Result>(doing: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new UserError(`cannot ${doing}: ${(error as Error).message}`);
  }
}
