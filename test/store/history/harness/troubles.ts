/** What happens to replicas and to their store while clients are at work, drawn from a seed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stream } from '../../../../src/kernel/random.ts';
import type { PostgresPair } from '../../../support/postgres.ts';
import type { Way } from '../../../support/tcp-proxy.ts';
import type { ReplicaProcess } from './replica-process.ts';

export interface Setting {
  readonly chance: Stream;
  readonly replicas: readonly ReplicaProcess[];
  /** The ways to the primary and to the standby. */
  readonly ways: readonly Way[];
  readonly pair: PostgresPair;
  /** Told once the machine of the primary has died. */
  readonly failedOver: () => void;
}

type Trouble = (setting: Setting) => Promise<void>;

const troubles: Readonly<Record<string, Trouble>> = {
  'a replica is killed': async ({ chance, replicas }) => {
    const replica = chance.pick(replicas);
    await replica.kill();
    await sleep(chance.below(800));
    await replica.start();
  },
  'a replica is paused': async ({ chance, replicas }) => {
    const replica = chance.pick(replicas);
    replica.pause();
    await sleep(300 + chance.below(2500));
    replica.goOn();
  },
  'the way is slow': async ({ chance, ways }) => {
    for (const way of ways) way.delay = 5 + chance.below(40);
    await sleep(1000 + chance.below(1500));
    for (const way of ways) way.delay = 0;
  },
  'the way is cut': async ({ ways }) => {
    for (const way of ways) way.cut();
  },
  'answers are cut': async ({ ways }) => {
    for (const way of ways) way.isCuttingAnswers = true;
    await sleep(150);
    for (const way of ways) way.isCuttingAnswers = false;
  },
  'all is said twice': async ({ ways }) => {
    for (const way of ways) {
      way.isDoubling = true;
      // Those that are there are not doubled.
      way.cut();
    }
    await sleep(1500);
    for (const way of ways) {
      way.isDoubling = false;
      way.cut();
    }
  },
  'nothing comes through': async ({ chance, ways }) => {
    for (const way of ways) way.isBlackHole = true;
    await sleep(100 + chance.below(600));
    for (const way of ways) {
      way.isBlackHole = false;
      way.cut();
    }
  },
};

async function failOver({ pair, failedOver }: Setting): Promise<void> {
  await pair.primary.kill();
  failedOver();
  await pair.standby.promote();
}

/** One after another until then; in the middle the primary dies. Says what there was. */
export async function makeTrouble(setting: Setting, begin: number, until: number): Promise<readonly string[]> {
  const done: string[] = [];
  const middle = (begin + until) / 2;
  let hasFailedOver = false;
  while (performance.now() < until - 2000) {
    if (!hasFailedOver && performance.now() >= middle) {
      hasFailedOver = true;
      done.push('the primary dies');
      await failOver(setting);
    } else {
      const name = setting.chance.pick(Object.keys(troubles));
      done.push(name);
      await troubles[name]?.(setting);
    }
    await sleep(setting.chance.below(700));
  }
  return done;
}
