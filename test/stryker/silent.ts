/** A logger that Stryker's parts ask for, which tells nothing. */
import type { Logger } from '@stryker-mutator/api/logging';

const nothing = (): void => undefined;
const no = (): boolean => false;

export const silent: Logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
