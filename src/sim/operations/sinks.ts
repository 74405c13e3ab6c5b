/** The sinks of a world: what they took, and whether it is what the products showed. */
import { isoUtc } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { kindsOf } from '../sinks/judged/known.ts';
import type { KeptDelivery } from '../sinks/kept/store.ts';
import type { SinkDelivery, Verification, VerifyOptions } from '../sinks/judged/terms.ts';
import { verifySink } from '../sinks/judged/verify.ts';
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

/** Compares what a sink took with what a product showed. Throws UserError for options that cannot be. */
export function verifyDeliveries(
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
  return verifySink(witness, deliveriesTo(slot, name), options);
}
