/** Turns of a flow → packets in order: handshake, sequence numbers, acknowledgements, end; anchored at the pinned turns. */
import type { Stream } from '../kernel/random.ts';
import type { Echo, Flow, Probe, FlowSession, Side, Turn } from '../model/flow.ts';
import { ACK, FIN, PSH, RST, SYN, segmentRoom, type Header } from './layers.ts';

/** A packet before it has bytes; its TCP timestamps are filled in when all packets stand in order of time. */
export interface Packet {
  /** Epoch microseconds. */
  time: number;
  readonly flow: Flow;
  readonly from: Side;
  readonly header: Header;
  readonly payload: Uint8Array;
  readonly trigger: boolean;
}

const nothing: Uint8Array = new Uint8Array(0);
const window = 502; // 64,256 bytes after the window scale of 7.
const unscaled = 64_240;
/** Microseconds between two segments of one turn. */
const spacing = 20;

export const other = (side: Side): Side => (side === 'initiator' ? 'responder' : 'initiator');

/** The packets of one conversation, in order. */
export function packetsOf(flow: Flow, chance: Stream): Packet[] {
  if (flow.kind === 'session') return session(flow, chance);
  if (flow.kind === 'exchange') {
    const clock = startClock();
    const packets = flow.turns.map((turn): Packet => {
      const time = clock.next(turn, flow.delay[turn.from], 0);
      const header: Header = { protocol: 'udp', ...ports(flow, turn.from) };
      return { time, flow, from: turn.from, header, payload: turn.bytes, trigger: turn.trigger === true };
    });
    return clock.anchor(packets);
  }
  return flow.kind === 'echo' ? echo(flow) : probe(flow, chance);
}

function echo(flow: Echo): Packet[] {
  const { at, identifier, sequence, bytes: payload } = flow;
  const header: Header = { protocol: 'icmp', reply: false, identifier, sequence };
  const asked: Packet = { time: at, flow, from: 'initiator', header, payload, trigger: flow.trigger };
  if (!flow.answered) return [asked];
  const answer: Header = { ...header, reply: true };
  return [asked, { ...asked, time: at + flow.delay.responder, from: 'responder', header: answer, trigger: false }];
}

function probe(flow: Probe, chance: Stream): Packet[] {
  const [mine, theirs] = [chance.word(), chance.word()];
  const next = (mine + 1) >>> 0;
  const bare = (
    time: number,
    from: Side,
    flags: number,
    sequence: number,
    acknowledgement: number,
    size: number,
  ): Packet => {
    const numbers = { sequence, acknowledgement, flags, window: size, stamps: null };
    const trigger = flow.trigger && flags === SYN;
    return {
      time,
      flow,
      from,
      header: { protocol: 'tcp', ...ports(flow, from), ...numbers },
      payload: nothing,
      trigger,
    };
  };
  const asked = bare(flow.at, 'initiator', SYN, mine, 0, flow.window);
  const back = flow.at + flow.delay.responder;
  if (flow.answer === 'silent') return [asked];
  if (flow.answer === 'closed') return [asked, bare(back, 'responder', RST | ACK, 0, next, 0)];
  const gone = bare(back + flow.delay.initiator, 'initiator', RST, next, 0, 0);
  return [asked, bare(back, 'responder', SYN | ACK, theirs, next, unscaled), gone];
}

function session(flow: FlowSession, chance: Stream): Packet[] {
  const clock = startClock();
  const packets: Packet[] = [];
  const sent: Record<Side, number> = { initiator: chance.word(), responder: chance.word() };
  const room = segmentRoom(flow.initiator.address.includes(':'));
  const send = (time: number, from: Side, flags: number, payload = nothing, trigger = false): void => {
    const header: Header = {
      protocol: 'tcp',
      ...ports(flow, from),
      flags,
      sequence: sent[from],
      acknowledgement: flags & ACK ? sent[other(from)] : 0,
      window: flags & RST ? 0 : flags & SYN ? unscaled : window,
      stamps: [0, 0],
    };
    packets.push({ time, flow, from, header, payload, trigger });
    sent[from] = (sent[from] + payload.length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
  };
  send(clock.now(), 'initiator', SYN);
  send(clock.wait(flow.delay.responder), 'responder', SYN | ACK);
  send(clock.wait(flow.delay.initiator), 'initiator', ACK);
  flow.turns.forEach((turn) => {
    const parts = Math.max(1, Math.ceil(turn.bytes.length / room));
    const pinned = turn.pin === 'first' ? 0 : parts - 1;
    const first = clock.next(turn, 0, pinned * spacing);
    for (let part = 0; part < parts; part++) {
      const payload = turn.bytes.subarray(part * room, (part + 1) * room);
      send(
        first + part * spacing,
        turn.from,
        part === parts - 1 ? PSH | ACK : ACK,
        payload,
        turn.trigger === true && part === pinned,
      );
    }
    clock.wait((parts - 1) * spacing);
    send(clock.wait(flow.delay[other(turn.from)]), other(turn.from), ACK);
  });
  close(flow, clock, send);
  return clock.anchor(packets);
}

function close(flow: FlowSession, clock: Clock, send: (time: number, from: Side, flags: number) => void): void {
  if (flow.end === 'reset') {
    // The firewall resets both ends; an IDS looks at the blocked data only when another packet of its direction follows.
    const last = flow.turns.at(-1)?.from ?? 'initiator';
    send(clock.wait(300), other(last), RST | ACK);
    send(clock.wait(spacing), last, RST | ACK);
    return;
  }
  send(clock.wait(flow.delay.initiator + 400), 'initiator', FIN | ACK);
  send(clock.wait(flow.delay.responder), 'responder', FIN | ACK);
  send(clock.wait(flow.delay.initiator), 'initiator', ACK);
}

const ports = (flow: Flow, from: Side): { sourcePort: number; destinationPort: number } => ({
  sourcePort: flow[from].port,
  destinationPort: flow[other(from)].port,
});

type Clock = ReturnType<typeof startClock>;

/**
 * The running time of one conversation. Until the first pinned turn it counts from zero; that turn tells when zero was,
 * so TCP timestamps are made from true times and nothing is shifted afterwards.
 */
function startClock() {
  let now = 0;
  let eventNumber: number | null = null;
  return {
    now: (): number => now,
    wait(duration: number): number {
      now += duration;
      return now;
    },
    /** When the first packet of a turn stands; `lead` is the way from there to the packet that `at` means. */
    next(turn: Turn, delay: number, lead: number): number {
      now += turn.pause + delay;
      if (turn.at === undefined) return now;
      eventNumber ??= turn.at - lead - now;
      if (eventNumber + now + lead > turn.at)
        throw new RangeError('a pinned turn comes too early for the turns before it');
      now = turn.at - lead - eventNumber;
      return now;
    },
    anchor(packets: Packet[]): Packet[] {
      for (const packet of packets) packet.time += eventNumber ?? 0;
      return packets;
    },
  };
}
