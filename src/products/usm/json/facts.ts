/** The members that all alarms or events of one kind share, as the data source's parser fills them. Source: docs/contract/usm.md §7–§9. */
import { wholeUri } from '../../../model/uri.ts';
import type { CategoryName } from '../../../model/category.ts';
import type { Detection } from '../../../model/detection.ts';
import { dataSources, type RecordKind } from '../records/kinds.ts';

type Value = string | number | boolean | readonly string[];
export type RecordFacts = Readonly<Record<string, Value>>;

/** Properties of a detail that have a field of their own; the others become custom fields. */
const fieldOf: Readonly<Record<string, string>> = {
  'http.user_agent': 'request_user_agent',
  'sip.user_agent': 'request_user_agent',
  'event.action': 'event_action',
  'event.outcome': 'event_outcome',
  'file.name': 'file_name',
  'file.sha256': 'file_hash_sha256',
  'process.executable': 'source_process',
  'process.command_line': 'source_process_commandline',
  'process.pid': 'source_process_id',
  'cloud.identity_type': 'authentication_type',
  'cloud.region': 'destination_zone',
};
/** Properties that are told in another way. */
const told = new Set(['user.name', 'event.provider', 'http.authorization', 'telnet.password']);

const present = (facts: Readonly<Record<string, Value | null | undefined>>): RecordFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as RecordFacts;

/** Members of an event; those of `printed` are there even where the data source lacks them. */
export function eventFacts(kind: RecordKind, printed: readonly string[]): RecordFacts {
  const { detail, source } = kind;
  const { alarm, category, detection, variant } = detail;
  const { app, event_type: type, ...plugin } = dataSources[source];
  const facts = present({
    ...plugin,
    event_type: type,
    event_description: alarm.name,
    event_category: category.name,
    event_subcategory: alarm.shortName,
    event_severity: String({ low: 3, medium: 2, high: 1, critical: 1 }[alarm.severity]),
    event_attack_id: detection.attack.technique,
    event_attack_tactic: detection.attack.tactics.join(', '),
    event_attack_technique: detection.attack.techniqueName,
    app_id: app,
    app_name: app,
    app_type: app,
    packet_type: 'log',
    needs_internal_enrichment: false,
    transient: false,
    time_offset: 'Z',
    time_zone: '+0000',
    used_hint: source === 'nids',
    was_guessed: false,
    was_fuzzied: false,
    access_control_outcome: outcomeOf(kind),
    rep_device_rule_id: ruleIdOf(kind),
    highlight_fields: highlights(kind),
    transport_protocol: detection.transport?.toUpperCase(),
    request_url: wholeUri(detail),
    ...named(variant.properties),
    ...people(kind),
    ...cloud(kind),
    ...reported(kind),
    ...customs(variant.properties),
  });
  return { ...missing(printed, facts), ...facts };
}

/** The vendor's set of rules that has the rule of a detection; what clients submitted has none. */
export function dictionaryOf({ name, telemetry, transport, category, killChain }: Detection): string {
  if (name === 'submitted') return 'Submitted';
  const byTransport = transport === 'udp' ? udpDictionaries[category] : undefined;
  const network = `Suricata${methodDictionaries[killChain.method] ?? byTransport ?? dictionaries[category] ?? 'Policy'}`;
  return `${{ cloud: 'CloudTrail', identity: 'Identity', endpoint: 'Windows', network }[telemetry]}Rules-Dict`;
}

const dictionaries: Readonly<Partial<Record<CategoryName, string>>> = {
  bruteForce: 'Bruteforce',
  callback: 'Malware',
  certificate: 'TLS',
  dos: 'Dos',
  exploit: 'Exploit',
  informationLeak: 'Web',
  injection: 'Web',
  lateral: 'Exploit',
  maliciousDomain: 'TLS',
  malwareDownload: 'Malware',
  mining: 'Malware',
  phishing: 'Phishing',
  scan: 'Scan',
  sweep: 'Scan',
  webAttack: 'Web',
};
const udpDictionaries: typeof dictionaries = { exfiltration: 'DNS', informationLeak: 'Scan', maliciousDomain: 'DNS' };
const methodDictionaries: Readonly<Record<string, string>> = { 'Web Shell': 'Web' };

/** Members of an alarm. */
export function alarmFacts(kind: RecordKind, printed: readonly string[]): RecordFacts {
  const { detail, source, eventName } = kind;
  const { detection, variant } = detail;
  const { app } = dataSources[source];
  const fact = (key: string): string | undefined => variant.properties[key]?.[0];
  const resource = fact('cloud.resource');
  const region = fact('cloud.region');
  const facts = present({
    rule_intent: detection.killChain.intent,
    rule_strategy: detection.killChain.strategy,
    rule_method: detection.killChain.method,
    rule_id: ruleIds[detection.killChain.method] ?? detection.killChain.method.replace(/[^A-Za-z0-9]/g, ''),
    rule_dictionary: dictionaryOf(detection),
    rule_attack_id: detection.attack.technique,
    rule_attack_tactic: detection.attack.tactics,
    rule_attack_technique: detection.attack.techniqueName,
    event_name: eventName,
    event_type: 'Alarm',
    packet_type: 'alarm',
    app_id: app,
    app_name: app,
    app_type: app,
    access_control_outcome: outcomeOf(kind),
    authentication_type: fact('cloud.identity_type'),
    request_user_agent: fact('http.user_agent') ?? providerOf(kind),
    security_group_id: resource?.startsWith('sg-') === true ? resource : null,
    ...people(kind),
    highlight_fields: highlights(kind),
    transient: false,
    needs_internal_enrichment: false,
    alarm_response_codes: fact('http.status') === undefined ? [] : [fact('http.status') ?? ''],
    alarm_destination_zones: region === undefined ? null : [region],
  });
  return { ...missing(printed, facts), ...facts };
}

/** Rule ids that fixtures show; the others are the method without its blanks (docs/contract/usm.md §9). */
const ruleIds: Readonly<Record<string, string>> = {
  'AWS EC2 Security Group Modified': 'AWSEC2SecurityGroupMod',
  'Microsoft Remote Desktop': 'RDP',
};

const providerOf = ({ service }: RecordKind): string | undefined => service ?? undefined;

function outcomeOf({ source, detail }: RecordKind): 'Allow' | 'Deny' | null {
  if (source === 'firewall') return 'Deny';
  if (source === 'windows') return null;
  return detail.variant.properties['event.outcome']?.[0] === 'failure' ? 'Deny' : 'Allow';
}

/** Every recording has one (docs/contract/usm.md §16); assumed: in the cloud it is what was called. */
function ruleIdOf({ source, detail }: RecordKind): string {
  const { 'event.code': code, 'event.action': action } = detail.variant.properties;
  const own = source === 'nids' || source === 'firewall' ? undefined : source === 'windows' ? code : action;
  return own?.[0] ?? String(detail.alarm.sid);
}

const people = ({ sourceUser, targetUser }: RecordKind): Readonly<Record<string, string | null>> => ({
  source_username: sourceUser,
  destination_username: targetUser,
});

/** A call to a cloud service goes to the service, whatever address answered. */
function cloud(kind: RecordKind): Readonly<Record<string, string>> {
  const provider = providerOf(kind);
  if (provider === undefined) return {};
  return {
    request_user_agent: provider,
    source_service_name: provider,
    source_infrastructure_name: 'Internet',
    source_infrastructure_type: 'External',
    destination_infrastructure_name: 'Amazon Global',
    destination_infrastructure_type: 'Cloud Service',
    received_from: provider,
  };
}

/** What an agent or a network sensor tells besides (docs/contract/usm.md §16); the values are assumed. */
function reported({ source, detail }: RecordKind): Readonly<Record<string, string | undefined>> {
  const { category, detection, variant } = detail;
  if (source === 'windows') {
    const code = variant.properties['event.code']?.[0] ?? String(detail.alarm.sid);
    return { control_id: code, device_external_id: code };
  }
  if (source !== 'nids') return {};
  return {
    device_event_category: category.name,
    malware_family: detection.killChain.intent === 'System Compromise' ? detection.killChain.method : undefined,
  };
}

function named(properties: Readonly<Record<string, readonly string[]>>): RecordFacts {
  const pairs = Object.entries(fieldOf).flatMap(([key, field]) => {
    const values = properties[key];
    return values === undefined ? [] : [[field, values.join(', ')] as const];
  });
  return Object.fromEntries(pairs);
}

function customs(properties: Readonly<Record<string, readonly string[]>>): RecordFacts {
  const left = Object.entries(properties).filter(([key]) => fieldOf[key] === undefined && !told.has(key));
  return Object.fromEntries(
    left.flatMap(([key, values], place) => [
      [`customheader_${place}`, key],
      [`customfield_${place}`, values.join(', ')],
    ]),
  );
}

/** The fields that an analyst's page shows first. */
function highlights({ source }: RecordKind): readonly string[] {
  const common = ['source_name', 'destination_name', 'event_name'];
  if (source === 'nids' || source === 'firewall') return [...common, 'destination_port', 'transport_protocol'];
  return [...common, 'source_username'];
}

/** A string stays a string where a data source has nothing to say. */
const missing = (printed: readonly string[], facts: RecordFacts): RecordFacts =>
  Object.fromEntries(printed.filter((name) => facts[name] === undefined).map((name) => [name, '']));
