/** The control token: made where nobody gives one, and compared without telling how much of it was right. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token that nobody can guess: the one thing that two starts of the same server do not have in common. */
export const newToken = (): string => randomBytes(18).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether what a caller shows is the token. */
export const isToken = (given: string, token: string): boolean => timingSafeEqual(digest(given), digest(token));

/** Where a request of a product shows the token, to ask for a fault of its own. */
export const tokenHeader = 'x-siem-sim-token';
