/** Puts an event back as it was, as far as the vendor's interface allows; says what cannot be put back. */
import { endpointsOf } from '../../../../http/endpoint.ts';
import { argusTable } from '../../../../products/argus/rows.ts';
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { AskFor } from '../../../terms/sample.ts';
import { eventIdOf, eventParams } from '../model/event-id.ts';

/** Flags that an assessment can set and clear. */
const settable = endpointsOf(argusTable.rows).find(({ id }) => id === 'assessEvent')?.settable ?? [];

interface RestorePoint {
  readonly flags: readonly string[];
  readonly severity: Json;
  readonly cases: readonly Json[];
}

const restorePointOf = (event: Json | undefined): RestorePoint => ({
  flags: listOf(member(event, 'flags')).map(String),
  severity: member(event, 'severity') ?? null,
  cases: listOf(member(event, 'associatedCases')).flatMap((item) => member(item, 'id') ?? []),
});

const without = <T>(all: readonly T[], some: readonly T[]): readonly T[] => all.filter((one) => !some.includes(one));

/** The assessment that leads from one standing to another; null when there is none to make. */
export function wayBack(from: RestorePoint, to: RestorePoint): { readonly [name: string]: Json } | null {
  const flags = (restorePoint: RestorePoint): readonly string[] =>
    restorePoint.flags.filter((flag) => settable.includes(flag));
  const lists: Readonly<Record<string, readonly Json[]>> = {
    enableFlag: without(flags(to), flags(from)),
    disableFlag: without(flags(from), flags(to)),
    associateCase: without(to.cases, from.cases),
    disassociateCase: without(from.cases, to.cases),
  };
  const change: Record<string, Json> = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  if (to.severity !== null && to.severity !== from.severity) change['newSeverity'] = to.severity;
  return Object.keys(change).length === 0 ? null : change;
}

/**
 * Remembers an event, lets `work` change it, and puts it back, also when `work` throws or the budget is spent by then. `tell`
 * hears what could not be put back, in words; comments, for one, cannot be withdrawn.
 */
export async function restoring(
  askFor: AskFor,
  id: string,
  work: () => Promise<void>,
  tell: (left: string) => void,
): Promise<void> {
  const parts = eventIdOf(id);
  if (parts === null) throw new Error(`not the id of an event: ${id}`);
  const params = eventParams(parts);
  const before = restorePointOf((await askFor('getEvent', { params })).data);
  const read = async (): Promise<RestorePoint> =>
    restorePointOf((await askFor('getEvent', { params, isOwed: true })).data);
  try {
    await work();
  } finally {
    const change = wayBack(await read(), before);
    if (change !== null) await askFor('assessEvent', { params, body: change, isOwed: true });
    const after = await read();
    const left = wayBack(after, before);
    const marks = without(after.flags, before.flags);
    if (left !== null) tell(`not put back: ${Object.keys(left).join(', ')}`);
    if (marks.length > 0) tell(`flags that stay: ${marks.join(', ')}`);
  }
}
