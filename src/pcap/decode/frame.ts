/** One frame as its layers say: who talks to whom, in what, and the fields of each header. */
import { applicationOf } from './application.ts';
import { networkLayers } from './network.ts';
import type { DecodedLayer } from './reader.ts';
import { transportOf } from './transport.ts';

export interface DecodedFrame {
  /** Addresses, without ports; empty where there are none. */
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** The highest layer, as people call it: `HTTP`, `TCP`. */
  readonly protocol: string;
  /** Names of the TCP flags that are set. */
  readonly flags: readonly string[];
  /** What it is about, in a line. */
  readonly info: string;
  readonly layers: readonly DecodedLayer[];
}

/** Decodes a frame of a link type of pcap: Ethernet (1), anything else as bare IP. */
export function decodeFrame(bytes: Buffer, linkType: number): DecodedFrame {
  const { layers, network } = networkLayers(bytes, linkType);
  const [source, destination] = network === null ? ['', ''] : [network.source, network.destination];
  const transport = network === null ? null : transportOf(network);
  if (transport === null) {
    const protocol = (layers.at(-1)?.name ?? '').toUpperCase();
    return { source, destination, sourcePort: null, destinationPort: null, protocol, flags: [], info: '', layers };
  }
  const application = applicationOf(transport);
  const top = application ?? { title: transport.protocol.toUpperCase(), info: transport.info };
  return {
    source,
    destination,
    sourcePort: transport.ports?.[0] ?? null,
    destinationPort: transport.ports?.[1] ?? null,
    protocol: top.title,
    flags: transport.flags,
    info: printable(top.info),
    layers: [...layers, transport.layer, ...(application === null ? [] : [application.layer])],
  };
}

/** One line, whatever was in it. */
const printable = (text: string): string => text.replaceAll(/[^\u0020-\u007e\u00a0-\uffff]/g, '.').slice(0, 200);
