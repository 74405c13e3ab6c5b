/** Law: a capture is of its event: its ends, its ports, its protocol and its time, as often as it was triggered, and of no other. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt, textsAt } from '../../../../lists/item.ts';
import { eventIdOf, eventParams } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';
import { readCapture, type CapturedPacket } from '../rules/pcap.ts';
import { addressInHex, packetEnds, type PacketEnds } from './packet-ends.ts';

const type = 'application/x-pcap';

export const capturesShowEvents: Check = {
  id: 'law/captures-show-their-event',
  asks: 'Are the packets of a capture between the ends of its event, by its ports and protocol, within its time and as many as it counts, and of no other event?',
  rank: 'critical',
  source: 'seed 000 "Fetching PCAP"; docs/contract/argus.md §3, §6.2',
  evidence: 'assumed',
  applies: ({ produces }) => produces.includes(type),
  run: async (context) => {
    const events = await someCaptured(context);
    if (events.length === 0) return context.skip('the target has no event with a capture');
    const seen = new Map<string, string>();
    for (const event of events) {
      const id = eventIdOf(member(event, 'id'));
      if (id === null) continue;
      const answer = await context.send({ params: eventParams(id) });
      if (answer.status !== 200) continue;
      judge(context, event, answer);
      // The only trigger of an aggregate has the capture of the whole.
      const digest = `${id.type} ${Buffer.from(answer.bytes).toString('latin1')}`;
      const other = seen.get(digest);
      if (other !== undefined)
        context.violation({ key: 'other', expected: `another capture than that of ${other}`, seen: id.id, answer });
      seen.set(digest, id.id);
    }
  },
};

/** Some with a capture: aggregated ones, and a raw one. */
async function someCaptured({ sample }: Pick<Context, 'sample'>): Promise<readonly Json[]> {
  const own = argusSample(sample);
  const captured = new Set((await own.captured()).map(({ id }) => id));
  const aggregates = (await own.events()).filter((event) => captured.has(String(member(event, 'id'))));
  const raw = (await own.eventsOfCustomers()).filter(
    (event) => eventIdOf(member(event, 'id'))?.type !== 'AGGR' && textsAt(event, 'flags').includes('HAS_PCAP'),
  );
  return [...aggregates.slice(0, 3), ...raw.slice(0, 1)];
}

function judge({ violation }: Context, event: Json, answer: Answer): void {
  const reading = readCapture(answer.bytes);
  // A file that cannot be read is found by the rule of captures.
  if ('fault' in reading) return;
  const { packets, linkType } = reading;
  const all = packets.map(({ bytes }) => packetEnds(bytes, linkType));
  const id = String(member(event, 'id'));
  const fault = (key: string, expected: string, seen: string): void =>
    violation({ key, expected: `${expected} in the capture of ${id}`, seen, answer });
  if (all.every((one) => one === null))
    return fault('link', 'packets by the link type that the file names', `link type ${linkType} and no packet of it`);
  const known = all.flatMap((one) => one ?? []);
  endFaults(event, known, fault);
  sideFaults(event, known, fault);
  timeFaults(event, packets, fault);
}

type Fault = (key: string, expected: string, seen: string) => void;

const protocols: Readonly<Record<string, readonly number[]>> = {
  tcp: [6],
  udp: [17],
  icmp: [1, 58],
  esp: [50],
  ah: [51],
};

/** A port of 0 stands for none, or for several. */
const isPort = (port: number | undefined, seen: number | undefined): boolean =>
  port === undefined || port === 0 || port === seen;

function endFaults(event: Json, packets: readonly PacketEnds[], fault: Fault): void {
  const [source, destination] = ['source', 'destination'].map((end) => hostOf(event, end));
  if (source === null || destination === null || source === undefined || destination === undefined) return;
  const isForth = (one: PacketEnds): boolean => one.source === source && one.destination === destination;
  const isBack = (one: PacketEnds): boolean => one.source === destination && one.destination === source;
  const between = packets.filter((one) => isForth(one) || isBack(one));
  if (between.length === 0) return fault('ends', 'a packet between its ends', 'none');
  const strange = packets.find(
    (one) => ![source, destination].some((end) => [one.source, one.destination].includes(end)),
  );
  if (strange !== undefined)
    fault('strangers', 'packets of its ends alone', `${strange.source} to ${strange.destination}`);
  const [from, to] = ['source.port', 'destination.port'].map((path) => numberAt(event, path));
  const isByPorts = ({ ports, ...one }: PacketEnds): boolean =>
    ports === null ||
    (isForth({ ports, ...one })
      ? isPort(from, ports.source) && isPort(to, ports.destination)
      : isPort(to, ports.source) && isPort(from, ports.destination));
  if (!between.some(isByPorts)) fault('ports', `a packet from port ${from} to port ${to}`, 'none');
  const numbers = protocols[String(member(event, 'protocol') ?? '')];
  if (numbers !== undefined && !between.some(({ protocol }) => numbers.includes(protocol)))
    fault('protocol', `a packet by ${String(member(event, 'protocol'))}`, `protocol ${between[0]?.protocol}`);
}

/** Nobody establishes a connection alone. */
function sideFaults(event: Json, packets: readonly PacketEnds[], fault: Fault): void {
  const isTalk = textsAt(event, 'flags').includes('ESTABLISHED') && member(event, 'protocol') === 'tcp';
  const hosts = ['source', 'destination'].map((end) => hostOf(event, end));
  const silent = hosts.find((host) => packets.every(({ source }) => source !== host));
  if (isTalk && !hosts.includes(null) && silent !== undefined)
    fault('one side', 'packets of both ends, for a connection was established', `none from ${silent}`);
}

/** The bytes of an end that is one host; null for a network, or for none. */
function hostOf(event: Json, end: string): string | null {
  const network = at(event, `${end}.networkAddress`);
  const address = member(network, 'address');
  return typeof address === 'string' && member(network, 'host') === true ? addressInHex(address) : null;
}

const second = 1_000_000;
/** A conversation begins before its alert and ends after it. */
const around = 60 * second;
/** Sensors keep no more of them. */
const mostTriggers = 50;

function timeFaults(event: Json, packets: readonly CapturedPacket[], fault: Fault): void {
  const timestamp = numberAt(event, 'timestamp') ?? Number.NaN;
  const [start = timestamp, end = timestamp] = ['startTimestamp', 'endTimestamp'].map((name) => numberAt(event, name));
  const [from, to] = [start * 1000, end * 1000];
  const times = packets.map((packet) => packet.at);
  const astray = times.find((time) => time < from - around || time > to + around);
  if (astray !== undefined) fault('time', `packets from ${start} to ${end}`, `one at ${Math.round(astray / 1000)}`);
  for (const [what, instant] of [
    ['begins', from],
    ['ends', to],
  ] as const)
    if (!times.some((time) => Math.abs(time - instant) <= second))
      fault(
        `time ${what}`,
        `a packet when the event ${what}, at ${Math.round(instant / 1000)}`,
        'none within a second',
      );
  const least = Math.min(mostTriggers, numberAt(event, 'count') ?? 1);
  if (packets.length < least) fault('count', `a packet for each of ${least} triggers`, `${packets.length}`);
}

export const payloadsAreCaptured: Check = {
  id: 'law/payloads-are-captured',
  asks: 'Do the packets of an event’s payload stand in its capture?',
  rank: 'major',
  source: 'seed 001, payload model; docs/contract/argus.md §7.1',
  evidence: 'assumed',
  applies: ({ data, effect }) => data === 'argus/payload.schema.json' && effect === 'reads',
  run: async (context) => {
    const events = await someCaptured(context);
    if (events.length === 0) return context.skip('the target has no event with a capture');
    let told = 0;
    for (const event of events) {
      const id = eventIdOf(member(event, 'id'));
      if (id === null) continue;
      const answer = await context.send({ params: eventParams(id) });
      const frames = framesOf(answer);
      if (frames === null) continue;
      const capture = await context.send({ operation: named(context.api, 'getPcap'), params: eventParams(id) });
      const reading = readCapture(capture.bytes);
      if (capture.status !== 200 || 'fault' in reading) continue;
      told += 1;
      const held = new Set(reading.packets.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
      const strange = frames.findIndex((frame) => !held.has(Buffer.from(frame).toString('base64')));
      if (strange < 0) continue;
      const seen = `packet ${strange + 1} of ${frames.length} is not there`;
      context.violation({
        key: 'frame',
        expected: `the packets of the payload in the capture of ${id.id}`,
        seen,
        answer,
      });
    }
    if (told === 0) context.undecided('payload and capture', 'no event has packets in both');
  },
};

/** Whole packets that a payload is; null for other payloads. */
function framesOf({ data, status }: Answer): readonly Uint8Array[] | null {
  const [kind, payload] = [member(data, 'type'), member(data, 'payload')];
  if (status !== 200 || typeof payload !== 'string') return null;
  const bytes = Buffer.from(payload, 'base64');
  if (kind === 'ethernet') return [bytes];
  const reading = kind === 'pcap' ? readCapture(bytes) : null;
  return reading === null || 'fault' in reading ? null : reading.packets.map((packet) => packet.bytes);
}
