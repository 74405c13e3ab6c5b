/** Two states side by side: what each has, and where they part. */
import { isoUtc } from '../../../kernel/clock.ts';

export interface WrittenCommand {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly data: unknown;
}

/** What `GET /_sim/state` tells, as far as it is compared. */
export interface WrittenState {
  readonly scenario: string;
  readonly seed: string;
  readonly worldFormat?: number;
  readonly events: number;
  readonly end: number;
  readonly now: number;
  readonly clock: number;
  readonly commands: readonly WrittenCommand[];
}

export interface ComparedFact {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly isSame: boolean;
}

export interface StateComparison {
  readonly facts: readonly ComparedFact[];
  /** Commands that both begin with. */
  readonly common: number;
  readonly onlyLeft: readonly WrittenCommand[];
  readonly onlyRight: readonly WrittenCommand[];
  readonly isSame: boolean;
}

const compared: readonly (keyof WrittenState)[] = ['scenario', 'seed', 'worldFormat', 'events', 'end', 'now', 'clock'];

const isTime = (name: string): boolean => ['end', 'now', 'clock'].includes(name);

export function comparedStates(left: WrittenState, right: WrittenState): StateComparison {
  const shown = (state: WrittenState, name: keyof WrittenState): string => {
    const value = state[name];
    return isTime(name) ? isoUtc(Number(value)) : String(value ?? '');
  };
  const facts = compared.map((name) => {
    const [one, other] = [shown(left, name), shown(right, name)];
    return { name, left: one, right: other, isSame: one === other };
  });
  const most = Math.min(left.commands.length, right.commands.length);
  let common = 0;
  while (common < most && JSON.stringify(left.commands[common]) === JSON.stringify(right.commands[common])) common++;
  const onlyLeft = left.commands.slice(common);
  const onlyRight = right.commands.slice(common);
  const isSame = facts.every((fact) => fact.isSame) && onlyLeft.length === 0 && onlyRight.length === 0;
  return { facts, common, onlyLeft, onlyRight, isSame };
}
