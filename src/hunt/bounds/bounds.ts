/** How far disturbances may go, and of what class each is: beyond what a vendor promises or is known to do no client is right. */
import { classOf, type FaultClass } from '../../sim/faults/classes.ts';
import type { FaultEffect } from '../../sim/faults/rule.ts';
import type { Disturbance, DisturbanceKind } from '../schedule/schedule.ts';

/** Milliseconds at the most. */
export interface HuntBounds {
  /** Between when an event happened and when it is known. */
  readonly late: number;
  /** Between when an event can be got and when it is listed, or the other way round. */
  readonly lag: number;
}

interface KindClass {
  readonly class: FaultClass;
  readonly bound: string;
  readonly source: string;
}

export const usualBounds: HuntBounds = { late: 30_000, lag: 30_000 };

const lateClass: KindClass = {
  class: 'known',
  bound: 'known 30 s after it happened (--late)',
  source: 'docs/contract/usm.md §5: consumers look back; assumed: half of the minute that a client should look back',
};

/** By kind; a fault is of its effect's class. */
const kindClasses: Readonly<Record<Exclude<DisturbanceKind, 'fault'>, KindClass>> = {
  burst: { class: 'promised', bound: 'a few pages', source: 'what is detected comes in bursts' },
  update: {
    class: 'promised',
    bound: 'none',
    source: 'docs/contract/argus.md §6: events change for as long as they are kept, and lastUpdated tells',
  },
  quiet: { class: 'promised', bound: 'three days', source: 'a week-end' },
  missed: { class: 'known', bound: 'two rounds', source: 'machines that run clients are patched and moved' },
  kill: { class: 'known', bound: 'one in a run', source: 'machines lose power; schedulers end what they run' },
  rollback: { class: 'known', bound: 'one round', source: 'directories are put back from backups' },
  zone: { class: 'promised', bound: 'any zone of the machine', source: 'docs/contract/argus.md §4: instants are UTC' },
  pass: { class: 'promised', bound: 'a minute', source: 'events arrive while somebody pages' },
};

export function disturbanceClass(disturbance: Disturbance): FaultClass {
  if (disturbance.kind === 'fault') return classOf(disturbance.effect as FaultEffect);
  return kindOf(disturbance).class;
}

/** The class of a disturbance that is no fault, how far it may go, and where that is from. */
export const kindOf = (disturbance: Exclude<Disturbance, { readonly kind: 'fault' }>): KindClass =>
  disturbance.kind === 'burst' && disturbance.late !== undefined ? lateClass : kindClasses[disturbance.kind];

const order: readonly FaultClass[] = ['promised', 'known', 'hostile'];

/** The class of what goes furthest. */
export const furthest = (disturbances: readonly Disturbance[]): FaultClass =>
  order.findLast((one) => disturbances.some((disturbance) => disturbanceClass(disturbance) === one)) ?? 'promised';
