/** Reads capture files again, by code that shares nothing with the encoder. */
export interface Parsed {
  readonly time: number;
  readonly macs: {
    readonly from: string;
    readonly to: string;
  };
  readonly vlan: number | null;
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  /** IPv4 identification; null for IPv6. */
  readonly identification: number | null;
  readonly checksums: 'good' | string;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly ports: readonly [number, number];
  readonly payload: Buffer;
  readonly tcp: {
    readonly sequence: number;
    readonly acknowledgement: number;
    readonly flags: string;
    readonly stamps: readonly [number, number] | null;
  } | null;
  readonly icmp: {
    readonly type: number;
    readonly identifier: number;
    readonly sequence: number;
  } | null;
}
export declare function parseFile(file: Uint8Array): readonly Parsed[];
