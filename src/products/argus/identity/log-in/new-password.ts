/** What makes a new password no good. The rules are assumed; their names are the vendor's (docs/contract/argus.md §12.8). */
import type { PasswordFault } from '../../generated/types.ts';

const shortest = 10;
const leastKinds = 6;

/** Passwords that everybody knows, and in how many breaches they were found; the numbers are made up. */
const known: ReadonlyMap<string, number> = new Map([
  ['password123', 251_682],
  ['password1234', 39_418],
  ['qwertyuiop', 388_773],
  ['1234567890', 2_280_155],
  ['123456789012', 15_087],
  ['iloveyou123', 47_512],
  ['administrator', 31_246],
  ['welcome1234', 6_103],
  ['letmein1234', 2_377],
]);

/** In how many breaches a password was found. */
export const breachesOf = (password: string): number => known.get(password.toLowerCase()) ?? 0;

const faultOf = (reason: PasswordFault['reason'], message: string, breachCount = 0): PasswordFault => ({
  reason,
  message,
  breachCount,
});

export const wrongPassword: PasswordFault = faultOf('wrongPassword', 'Old password is wrong');
export const historicPassword: PasswordFault = faultOf('historicPassword', 'Password has been used before');

/** Null for a password that will do. */
export function passwordFault(password: string, userName: string): PasswordFault | null {
  if (password.length < shortest) return faultOf('tooShort', `Password is shorter than ${shortest} characters`);
  const breaches = breachesOf(password);
  if (breaches > 0) return faultOf('pwnedPassword', 'Password was found in a breach', breaches);
  const isSimple = new Set(password).size < leastKinds || password.toLowerCase().includes(userName.toLowerCase());
  return isSimple ? faultOf('tooSimple', 'Password is too simple') : null;
}
