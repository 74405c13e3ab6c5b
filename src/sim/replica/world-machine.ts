/** A world as a machine: carries out requests in the order of its stream, as every replica does. */
import type { RequestArrival } from '../../http/arrival.ts';
import { BodyError } from '../../http/body.ts';
import type { Delivery } from '../../http/exchange.ts';
import type { RequestHead } from '../../http/product.ts';
import type { KeptNote } from '../journal/entry.ts';
import { syslogDelivery } from '../sinks/kept/store.ts';
import type { ControlPlane } from '../worlds/server-core.ts';
import { savedBytes, savedFrom } from './saved-world.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { decoded, packedNotes, type OrderedMessage, type OrderedRequest } from './entries.ts';
import type { Machine } from './line.ts';
import { handingOn, waitOf } from './outlets.ts';
import type { ToldTime } from './told-time.ts';
import type { ReplicaTraffic } from './traffic.ts';

/** What an entry comes to: an answer to deliver, or nothing where nobody waits for one. */
export type Carried = Delivery | null;

export interface WorldParts {
  readonly slot: WorldSlot;
  readonly plane: ControlPlane;
  readonly time: ToldTime;
  readonly traffic: ReplicaTraffic;
  readonly onBug: (error: unknown) => void;
}

/** The request with the scenario's credentials in place of the world's own; translated where what is played says so. */
export function translated(slot: WorldSlot, head: RequestHead): RequestHead {
  if (!slot.runtime().isTranslating) return head;
  const headers = { ...head.headers };
  slot.runtime().translate(headers as Parameters<ReturnType<WorldSlot['runtime']>['translate']>[0]);
  return { ...head, headers };
}

const empty = Buffer.alloc(0);

export interface WorldMachine extends Machine<Carried> {
  /** Whether the world has ended; what is ordered after that comes to nothing. */
  readonly isOver: () => boolean;
}

export function makeWorldMachine({ slot, plane, time, traffic, onBug }: WorldParts): WorldMachine {
  const begun = time.wall.now();
  /** What was packed here need not be read again. */
  const packed = new WeakMap<Uint8Array, ReturnType<typeof decoded>>();
  /** Whether nothing has been done in it yet. */
  let isFresh = true;
  let isOver = false;
  const answered = (entry: OrderedRequest, body: Buffer, isOwn: boolean): Promise<Carried> =>
    new Promise((resolve) => {
      const head = entry.isControl ? entry.head : translated(slot, entry.head);
      if (!isOwn) traffic.isOthers(head);
      let took = entry.waited;
      const arrival: RequestArrival = {
        head,
        readBody: (bounds, { done, failed }) =>
          entry.fault === null ? done(body) : failed(new BodyError(entry.fault, bounds.maxBytes)),
        isUnwanted: () => false,
        stopwatch: () => () => took,
        outlet: handingOn(head.method, resolve, (delivery) => (took += waitOf(delivery))),
      };
      const router = entry.isControl ? plane : slot.runtime();
      if (!router.answer(arrival)) resolve(null);
    });
  const took = ({ sink }: OrderedMessage, body: Buffer): null => {
    try {
      slot.sinks.add(sink, syslogDelivery(Buffer.from(body)));
    } catch {
      // There is no room, and syslog has no words for a refusal.
    }
    return null;
  };
  return {
    execute: ({ at, body: bytes }, isOwn) => {
      isFresh = false;
      const { entry, body } = packed.get(bytes) ?? decoded(bytes);
      isOver ||= entry.kind === 'end';
      if (isOver || entry.kind === 'end') return null;
      time.tell(at);
      if (entry.kind === 'notes') {
        for (const note of entry.notes) slot.journal.add(note);
        return null;
      }
      const run = (): Carried | Promise<Carried> =>
        entry.kind === 'message' ? took(entry, body) : answered(entry, body, isOwn);
      const failed = (error: unknown): null => {
        onBug(error);
        return null;
      };
      try {
        const ready = slot.ready();
        return ready === null ? run() : ready.then(run).catch(failed);
      } catch (error) {
        return failed(error);
      }
    },
    pack: (notes) => {
      const bytes = packedNotes(notes);
      packed.set(bytes, { entry: { kind: 'notes', notes: notes as unknown as readonly KeptNote[] }, body: empty });
      return bytes;
    },
    load: async (bytes) => {
      const saved = bytes === null ? null : savedFrom(bytes);
      isOver = false;
      if (saved === null && isFresh) return;
      isFresh = false;
      time.tell(saved?.slot.begun ?? begun);
      await slot.alone(slot.loading(saved?.slot ?? null));
      if (saved !== null) time.tell(saved.told);
    },
    save: () => (isOver ? null : savedBytes({ told: time.wall.now(), slot: slot.save() })),
    isOver: () => isOver,
  };
}
