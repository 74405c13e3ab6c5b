/** A detection rule, written once and rendered for each IDS. */

/** Parts of the traffic that a content is looked for in; `packet` is the payload as it stands. */
export type Buffer =
  | 'packet'
  | 'http.method'
  | 'http.uri'
  | 'http.uri.raw'
  | 'http.host'
  | 'http.header'
  | 'http.cookie'
  | 'http.user_agent'
  | 'http.content_type'
  | 'http.request_body'
  | 'file.data'
  | 'dns.query'
  | 'tls.sni'
  | 'tls.cert_subject'
  | 'ja3.hash'
  | 'file.name';

export interface Content {
  readonly in: Buffer;
  /** Latin-1 text; each character is one byte. */
  readonly text: string;
  readonly nocase?: boolean;
  /** Where the buffer must begin or end with the text. */
  readonly anchor?: 'start' | 'end';
  /** The text stands exactly at this byte of the buffer. */
  readonly offset?: number;
}

export interface DetectionRule {
  /** The protocol that the engine must have recognised; bare transports look at single packets. */
  readonly protocol: 'http' | 'dns' | 'tls' | 'smtp' | 'dcerpc' | 'tcp' | 'udp' | 'icmp';
  /** The responder's port, where the traffic is known by it. */
  readonly port?: number;
  readonly contents: readonly Content[];
  /** A bare SYN with this window. */
  readonly synWindow?: number;
  readonly payloadLength?: number;
  /** A call of this operation of a Windows interface, told by its UUID. */
  readonly rpc?: { readonly interface: string; readonly operation: number };
  /** One alert for every `count` hits within `seconds`. */
  readonly threshold?: { readonly count: number; readonly seconds: number; readonly track: 'source' | 'destination' };
}
