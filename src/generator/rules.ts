/** Detection rules as text: Suricata, and Snort 3 with its event filters. All texts are our own, that of sid 41336 too. */
import type { Alarm, Detection } from '../model/detection.ts';
import type { Content, DetectionRule } from '../model/rule.ts';

interface Claim {
  readonly detection: Detection;
  readonly alarm: Alarm;
  readonly rule: DetectionRule;
}

const claimsOf = (detections: readonly Detection[]): readonly Claim[] =>
  detections.flatMap((detection) =>
    detection.alarms.flatMap((alarm) => {
      const rule = detection.rule?.(alarm);
      return rule === undefined ? [] : [{ detection, alarm, rule }];
    }),
  );

/** One rule a line, for `suricata -S`. */
export const suricataRules = (detections: readonly Detection[]): string =>
  claimsOf(detections)
    .map((claim) => `${suricataRule(claim)}\n`)
    .join('');

/** One rule a line, for Snort 3's `ips.include`; thresholds are in the event filter. It knows no JA3. */
export const snort3Rules = (detections: readonly Detection[]): string =>
  claimsOf(detections)
    .filter(({ rule }) => rule.contents.every((content) => content.in !== 'ja3.hash'))
    .map((claim) => `${snort3Rule(claim)}\n`)
    .join('');

/** The Lua table of thresholds, for Snort 3's configuration. */
export function snort3EventFilter(detections: readonly Detection[]): string {
  const rows = claimsOf(detections).flatMap(({ alarm, rule }) => {
    if (rule.threshold === undefined) return [];
    const { count, seconds, track } = rule.threshold;
    return `  { gid = ${alarm.gid}, sid = ${alarm.sid}, type = 'threshold', track = '${trackName(track)}', count = ${count}, seconds = ${seconds} },\n`;
  });
  return `event_filter =\n{\n${rows.join('')}}\n`;
}

function suricataRule({ detection, alarm, rule }: Claim): string {
  // Anchored contents on plain `tcp` alert once for the packet and once for the stream; `tcp-pkt` looks at packets only.
  const protocol = rule.protocol === 'tcp' && rule.contents.length > 0 ? 'tcp-pkt' : rule.protocol;
  const options = [`msg:"${escape(alarm.name)}"`, ...flowOption(detection)];
  if (rule.synWindow !== undefined) options.push('flags:S', `window:${rule.synWindow}`);
  if (rule.payloadLength !== undefined) options.push(`dsize:${rule.payloadLength}`);
  let buffer: Content['in'] = 'packet';
  for (const content of rule.contents) {
    if (content.in !== buffer) options.push((buffer = content.in));
    options.push(`content:"${escape(content.text)}"`);
    if (content.nocase === true) options.push('nocase');
    if (content.anchor !== undefined) options.push(content.anchor === 'start' ? 'startswith' : 'endswith');
    if (content.offset !== undefined) options.push(`offset:${content.offset}`, `depth:${content.text.length}`);
  }
  if (rule.rpc !== undefined) options.push(`dce_iface:${rule.rpc.interface}`, `dce_opnum:${rule.rpc.operation}`);
  if (rule.threshold !== undefined) {
    const { count, seconds, track } = rule.threshold;
    options.push(`threshold:type threshold, track ${trackName(track)}, count ${count}, seconds ${seconds}`);
  }
  return `alert ${protocol} ${ends(detection, rule)} (${[...options, ...tail(detection, alarm)].join('; ')};)`;
}

function snort3Rule({ detection, alarm, rule }: Claim): string {
  const services = {
    http: 'http',
    dns: 'dns',
    tls: 'ssl',
    smtp: 'smtp',
    dcerpc: 'dcerpc',
    tcp: null,
    udp: null,
    icmp: null,
  };
  const service = services[rule.protocol];
  const transport = detection.transport ?? 'ip';
  const options = [`msg:"${escape(alarm.name)}"`, ...flowOption(detection)];
  if (rule.synWindow !== undefined) options.push('flags:S', `window:${rule.synWindow}`);
  if (rule.payloadLength !== undefined) options.push(`dsize:${rule.payloadLength}`);
  let buffer = 'pkt_data';
  for (const content of rule.contents) {
    const wanted = snortBuffer[content.in];
    if (wanted !== buffer) options.push((buffer = wanted));
    options.push(...snortContent(content));
  }
  if (rule.rpc !== undefined) options.push(`dce_iface:${rule.rpc.interface}`, `dce_opnum:"${rule.rpc.operation}"`);
  if (service !== null) options.push(`service:${service}`);
  return `alert ${transport} ${ends(detection, rule)} ( ${[...options, ...tail(detection, alarm)].join('; ')}; )`;
}

/** Snort 3 has no buffers for what it does not inspect; there the bytes are looked for as they stand on the wire. */
const snortBuffer: Readonly<Record<Content['in'], string>> = {
  packet: 'pkt_data',
  'http.method': 'http_method',
  'http.uri': 'http_uri',
  'http.uri.raw': 'http_raw_uri',
  'http.host': 'http_header:field host',
  'http.header': 'http_header',
  'http.cookie': 'http_cookie',
  'http.user_agent': 'http_header:field user-agent',
  'http.content_type': 'http_header:field content-type',
  'http.request_body': 'http_client_body',
  'file.data': 'file_data',
  'dns.query': 'pkt_data',
  'tls.sni': 'pkt_data',
  'tls.cert_subject': 'pkt_data',
  'ja3.hash': 'pkt_data',
  'file.name': 'pkt_data',
};

function snortContent(content: Content): readonly string[] {
  const onWire = wireText(content);
  const details = [
    ...(content.nocase === true ? ['nocase'] : []),
    ...(content.anchor === 'start' ? [`depth ${onWire.length}`] : []),
    ...(content.offset === undefined ? [] : [`offset ${content.offset}`, `depth ${onWire.length}`]),
  ];
  const found = `content:"${escape(onWire)}"${details.map((detail) => `,${detail}`).join('')}`;
  const ended = content.anchor === 'end' && snortBuffer[content.in] !== 'pkt_data';
  return ended ? [found, 'isdataat:!1,relative'] : [found];
}

/** How a text that Suricata finds in a parsed field looks in the packet. */
function wireText({ in: buffer, text, anchor }: Content): string {
  if (buffer === 'dns.query') {
    const labels = text.split('.').filter((label) => label !== '');
    return labels.map((label) => String.fromCharCode(label.length) + label).join('') + (anchor === 'end' ? '\0' : '');
  }
  if (buffer === 'tls.cert_subject') return text.replace(/^[A-Z]+=/, '');
  return buffer === 'file.name' && anchor === 'end' ? `${text}"` : text;
}

function ends(detection: Detection, rule: DetectionRule): string {
  const initiator = `${detection.direction === 'inbound' ? '$EXTERNAL_NET' : '$HOME_NET'} any`;
  const responder = `${detection.direction === 'outbound' ? '$EXTERNAL_NET' : '$HOME_NET'} ${rule.port ?? 'any'}`;
  return detection.trigger === 'initiator' ? `${initiator} -> ${responder}` : `${responder} -> ${initiator}`;
}

function flowOption(detection: Detection): readonly string[] {
  if (detection.transport !== 'tcp') return [];
  if (detection.sessionless === true) return ['flow:stateless'];
  return [`flow:established,${detection.trigger === 'initiator' ? 'to_server' : 'to_client'}`];
}

const trackName = (track: 'source' | 'destination'): string => (track === 'source' ? 'by_src' : 'by_dst');

const tail = (detection: Detection, alarm: Alarm): readonly string[] => [
  `metadata:mitre_technique_id ${detection.attack.technique}`,
  `gid:${alarm.gid}`,
  `sid:${alarm.sid}`,
  'rev:1',
];

/** Characters that mean something in a rule, and bytes that cannot be printed, go between bars in hexadecimal. */
const escape = (text: string): string =>
  text.replaceAll(
    /[^ !#-9<-[\]-{}~]+/g,
    (run) => `|${Array.from(run, (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')}|`,
  );
