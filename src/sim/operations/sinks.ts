/** The sinks of a world: what they took, and whether it is what the products showed. */
import { ApiError, UserError } from '../../kernel/fault.ts';
import { isoUtc } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import type { Filter } from '../journal/journal.ts';
import { ControlError } from '../problems/problem.ts';
import { kindsOf } from '../sinks/judged/known.ts';
import type { KeptDelivery, KeptSink } from '../sinks/kept/store.ts';
import type { SinkDelivery, Verification, VerifyOptions } from '../sinks/judged/terms.ts';
import { verifySink } from '../sinks/judged/verify.ts';
import { isSinkName, sinkNameRule } from '../sinks/served/table.ts';
import { openSyslog, type SyslogListener } from '../sinks/syslog/listener.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

/** Characters of a body that are shown. */
const longestBody = 4096;

/** A delivery as it is shown. */
export function shownDelivery(kept: KeptDelivery, most = longestBody): SinkDelivery {
  const { seq, at, form, method, path, type, body, records, status, faults } = kept;
  return {
    seq,
    at: isoUtc(at),
    form,
    method,
    path,
    type,
    bytes: body.length,
    records,
    status,
    faults,
    body: body.subarray(0, most).toString(),
    truncated: body.length > most,
  };
}

/** What a sink took, oldest first; nothing where there is none of that name. */
export const deliveriesTo = ({ sinks }: WorldSlot, name: string): readonly KeptDelivery[] =>
  sinks.get(name)?.deliveries ?? [];

/** How much a sink took. */
export const sinkFacts = ({ name, deliveries }: KeptSink): object => ({
  name,
  count: deliveries.length,
  records: deliveries.reduce((sum, { records }) => sum + records, 0),
  bytes: deliveries.reduce((sum, { body }) => sum + body.length, 0),
});

export const unknownSink = (name: string): ControlError =>
  new ControlError('unknown-sink', `Nobody has handed anything on to a sink "${name}".`);

/** Deliveries that are shown where nobody says how many. */
const usualDeliveries = 1000;

/** A sink with what it took: the latest deliveries, oldest first. Throws ControlError where there is none of that name. */
export function shownSink(
  { sinks }: WorldSlot,
  name: string,
  { since = 0, limit = usualDeliveries }: Pick<Filter, 'since' | 'limit'>,
): object {
  const sink = sinks.get(name);
  if (sink === null) throw unknownSink(name);
  const wanted = sink.deliveries.filter(({ seq }) => seq > since);
  const latest = wanted.slice(Math.max(0, wanted.length - limit));
  return { ...sinkFacts(sink), deliveries: latest.map((kept) => shownDelivery(kept)) };
}

/** Compares what a sink took with what a product showed. Throws ControlError for options that cannot be. */
export function* verifyDeliveries(
  slot: WorldSlot,
  plugins: readonly Plugin[],
  name: string,
  options: VerifyOptions,
): Sliced<Verification> {
  const { products, simulation, flags } = slot.runtime();
  const witness = {
    kinds: kindsOf(plugins, products),
    now: simulation.clock.now(),
    past: { base: simulation.base, plugins, flags, snapshot: simulation.state.snapshot() },
    requests: (product: string) => ({
      entries: slot.journal.entries({ product }),
      isForgotten: slot.journal.forgotten() > 0,
    }),
  };
  try {
    return yield* verifySink(witness, [...deliveriesTo(slot, name)], options);
  } catch (error) {
    // Criteria that the product refuses are somebody's mistake here.
    if (error instanceof ApiError || error instanceof UserError) throw new ControlError('bad-verify', reasonOf(error));
    throw error;
  }
}

function reasonOf(error: ApiError | UserError): string {
  if (error instanceof UserError) return error.message;
  const [first] = error.complaints;
  const place = first?.field === null || first?.field === undefined ? '' : ` ${first.field}`;
  return `criteria${place}: ${first?.message ?? 'refused'}`;
}

/** Takes syslog into a sink, until somebody closes it or the server. */
export async function listening(
  { syslogs, way }: ServerCore,
  slot: WorldSlot,
  name: string,
  at: { readonly port: number; readonly host: string },
): Promise<SyslogListener> {
  if (!isSinkName(name)) throw new UserError(sinkNameRule);
  const listener = await openSyslog((message) => way().takeMessage(slot, name, message), at);
  syslogs.add(listener);
  return {
    ...listener,
    close: async () => {
      syslogs.delete(listener);
      await listener.close();
    },
  };
}
