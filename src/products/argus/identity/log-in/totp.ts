/** One-time codes: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what authenticator apps make. */
import { createHmac } from 'node:crypto';
import type { Memory } from '../../../../state/side-state.ts';
import { digestOf, isSecret } from '../store/secret.ts';

const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 without padding. */
export function base32(text: string): Buffer {
  const bits = Array.from(text, (char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a seed in the step that an instant lies in. */
export function codeAt(seed: string, instant: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(instant / stepMs)));
  const mac = createHmac('sha1', base32(seed)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The step, counted from 1970, whose code this is: the current one, or one of its neighbours; null when it is no code. */
export function stepOf(seed: string, code: string, now: number): number | null {
  const steps = [-1, 0, 1].map((step) => Math.floor(now / stepMs) + step);
  return steps.find((step) => isSecret(code, digestOf(codeAt(seed, step * stepMs)))) ?? null;
}

export interface UsedCodes extends Memory {
  /** Takes note of the step of an account's code; false when that or a later one has been used. */
  readonly use: (account: number, step: number) => boolean;
  /** Forgets the codes of an account, whose generator is another now. */
  readonly forget: (account: number) => void;
}

/** Remembers the step of the last code of each account: a code works once. */
export function makeUsedCodes(): UsedCodes {
  const lastSteps = new Map<number, number>();
  return {
    use: (account, step) => {
      const isNew = step > (lastSteps.get(account) ?? -1);
      if (isNew) lastSteps.set(account, step);
      return isNew;
    },
    forget: (account) => void lastSteps.delete(account),
    save: () => (lastSteps.size === 0 ? null : [...lastSteps]),
    load: (saved) => {
      lastSteps.clear();
      for (const [account, step] of (saved ?? []) as [number, number][]) lastSteps.set(account, step);
    },
  };
}
