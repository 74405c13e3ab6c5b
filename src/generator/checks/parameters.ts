/** Why a step's parameters would contradict what its alarm's rule looks for. */
import { stream } from '../../kernel/random.ts';
import type { Alarm, Detection, Variant } from '../../model/detection.ts';
import type { Content } from '../../model/rule.ts';
import { userKeys, type Parameters } from '../stories/parameters.ts';

/** A complaint about one parameter, by the key that it stands under in the scenario. */
export interface ParameterRefusal {
  readonly key: readonly string[];
  readonly message: string;
}

/** Names that nobody can own (RFC 2606, RFC 6761). */
const reservedNames = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/;

/** Properties whose value stories may choose where the alarm's own variants differ in it, and the form that it must have. */
const open: Readonly<Record<string, RegExp>> = {
  'beacon.interval': /^\d{1,6}$/,
  'client.previous_address': /^[\d.a-f:]+$/,
  'cloud.identity_type': /^\w{1,40}$/,
  'cloud.region': /^[a-z0-9-]{1,40}$/,
  'cloud.resource': /^\P{Cc}{1,400}$/u,
  'email.from': /^[\w.+-]+@[a-z0-9.-]+$/i,
  'email.subject': /^[ -~]{1,200}$/,
  'email.to': /^[\w.+-]+@[a-z0-9.-]+$/i,
  'file.name': /^[\w.-]{1,80}$/,
  'ftp.user': /^[!-~]{1,64}$/,
  'geo.city': /^\P{Cc}{1,100}$/u,
  'http.status': /^(200|201|302|403|404|500)$/,
  'http.user_agent': /^[ -~]{1,400}$/,
  'process.pid': /^\d{1,7}$/,
  'rule.name': /^\P{Cc}{1,200}$/u,
  'rule.target': /^\P{Cc}{1,200}$/u,
  'smb.native_os': /^[ -~]{1,60}$/,
  'task.name': /^\P{Cc}{1,200}$/u,
};
/** What a log's own fields may hold where they differ from event to event. */
const anyText = /^\P{Cc}{1,2000}$/u;
/** Its name is inside a header that says the same in Base64. */
const closedUsers = ['clear-text-password'];
/** The only property that differs from event to event is made when somebody looks. */
const reserved = /^(?:agent\.parseTimestamp|engine\.persistTimestamp|[^.]+\.assessed\.(?:by\.userid|timestamp))$/;

/** Ports that Wireshark and Suricata know HTTP by. */
const webPorts = [80, 3128, 5985, 8080, 8088];

/** Variants of an alarm that say what its parameters may be: so many that the seed of a World makes no difference. */
const examples = (detection: Detection, alarm: Alarm): readonly Variant[] =>
  Array.from({ length: 16 }, (_, nth) =>
    detection.variants(alarm, stream(`parameters/${nth}`, `${detection.name}/${alarm.sid}`)),
  ).flat();

/** What is wrong with the parameters of a step with this alarm; empty when they suit it. */
export function refusals(detection: Detection, alarm: Alarm, asked: Parameters): readonly ParameterRefusal[] {
  const variants = examples(detection, alarm);
  const contents = detection.rule?.(alarm).contents ?? [];
  const { domain, uri, port, person, properties = {} } = asked;
  const found: readonly (readonly [readonly string[], string | null])[] = [
    [['domain'], domain === undefined ? null : domainRefusal(domain, variants, contents)],
    [['uri'], uri === undefined ? null : uriRefusal(uri, variants, contents)],
    [['port'], port === undefined ? null : portRefusal(port, detection, alarm, variants)],
    [['user'], person === undefined ? null : personRefusal(person, detection, variants)],
    ...Object.entries(properties).map(
      ([key, value]) =>
        [['properties', key], propertyRefusal(key, [value].flat(), detection, variants, contents)] as const,
    ),
  ];
  return found.flatMap(([key, message]) => (message === null ? [] : [{ key, message }]));
}

function domainRefusal(domain: string, variants: readonly Variant[], contents: readonly Content[]): string | null {
  const own = new Set(variants.map((variant) => variant.domain));
  if (own.has(null)) return 'is not what this alarm knows of';
  if (own.size === 1) return 'is fixed by the alarm';
  if (!reservedNames.test(domain)) return `must lie under a reserved name such as .example: ${domain}`;
  const names: readonly Content['in'][] = ['dns.query', 'tls.sni', 'http.host'];
  const wrong = contents.find((content) => names.includes(content.in) && !holds(content, domain));
  return wrong === undefined ? null : `must ${mustOf(wrong)}, which the alarm looks for: ${domain}`;
}

function uriRefusal(uri: string, variants: readonly Variant[], contents: readonly Content[]): string | null {
  if (variants.every((variant) => variant.uri === null)) return 'is not what this alarm knows of';
  const wrong = contents.find(
    (content) => content.in.startsWith('http.uri') && !holds(content, decoded(uri)) && !holds(content, uri),
  );
  if (wrong !== undefined) return `must ${mustOf(wrong)}, which the alarm looks for: ${uri}`;
  const isFile = variants.some(({ properties }) => Object.hasOwn(properties, 'file.name'));
  return isFile && !/\/[\w.-]{1,80}$/.test(uri) ? `must end with the name of a file: ${uri}` : null;
}

function portRefusal(port: number, detection: Detection, alarm: Alarm, variants: readonly Variant[]): string | null {
  const rule = detection.rule?.(alarm);
  const own = new Set(variants.map((variant) => variant.port));
  if (rule?.protocol === 'http') webPorts.forEach((one) => own.add(one));
  // A scan or flood is the same at every port.
  const any = rule !== undefined && rule.contents.length === 0 && detection.sessionless === true;
  if (any || (rule !== undefined && own.has(port))) return null;
  if (rule === undefined) return 'is not what an alarm from a log knows of';
  return `must be one that the alarm looks at, ${[...own].sort((a, b) => a - b).join(', ')}: ${port}`;
}

function personRefusal(name: string, detection: Detection, variants: readonly Variant[]): string | null {
  const keys = userKeys.filter((one) => isOpen(one, variants));
  if (keys.length === 0 || closedUsers.includes(detection.name)) return 'is not what this alarm leaves open';
  const ascii = detection.telemetry === 'network' || keys.includes('email.to');
  if (ascii && !/^[\w.+-]{1,64}$/.test(name)) return `must have a name of ASCII letters, digits and dots here: ${name}`;
  return /\p{Cc}/u.test(name) ? 'must have a name without control characters' : null;
}

/** Whether the alarm's own variants differ in a property. */
const isOpen = (key: string, variants: readonly Variant[]): boolean =>
  new Set(variants.flatMap(({ properties }) => (Object.hasOwn(properties, key) ? [properties[key]?.join('\n')] : [])))
    .size > 1;

function propertyRefusal(
  name: string,
  values: readonly string[],
  detection: Detection,
  variants: readonly Variant[],
  contents: readonly Content[],
): string | null {
  if (reserved.test(name)) return 'is made for each event by itself';
  if (values.some((value) => /\p{Cc}|\p{Cs}/u.test(value)))
    return 'must have no control characters and no half surrogates';
  if (variants.every(({ properties }) => !Object.hasOwn(properties, name))) return null;
  const form = open[name] ?? (detection.source === undefined ? undefined : anyText);
  const looked = contents.some((content) => content.in === 'http.user_agent' || content.in === 'http.header');
  const closed =
    form === undefined ||
    !isOpen(name, variants) ||
    (name === 'http.user_agent' && looked) ||
    (name === 'file.name' && detection.telemetry === 'network' && variants.some(({ uri }) => uri !== null));
  if (closed) return `is fixed by the alarm${userKeys.some((one) => one === name) ? '; say whom by `user`' : ''}`;
  const [value = ''] = values;
  if (values.length !== 1 || !form.test(value)) return `must be one value like ${form.source}`;
  const missed = detection.watches?.find(({ key, text }) => key === name && !value.includes(text));
  if (missed !== undefined) return `must hold ${missed.text}, which the alarm looks for: ${value}`;
  const wrong = contents.find((content) => content.in === name && !holds(content, value));
  return wrong === undefined ? null : `must ${mustOf(wrong)}, which the alarm looks for: ${value}`;
}

function holds({ text, nocase, anchor }: Content, value: string): boolean {
  const [wanted, given] = nocase === true ? [text.toLowerCase(), value.toLowerCase()] : [text, value];
  if (anchor === 'start') return given.startsWith(wanted);
  return anchor === 'end' ? given.endsWith(wanted) : given.includes(wanted);
}

const mustOf = ({ text, anchor }: Content): string =>
  `${anchor === 'start' ? 'begin with' : anchor === 'end' ? 'end with' : 'hold'} ${text}`;

/** As an engine's `http.uri` buffer has it. */
const decoded = (uri: string): string =>
  uri.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
