/** Kinds of records: what a detail is called when a given data source reports it. */
import type { LogSource } from '../../../model/detection.ts';
import type { Detail, World } from '../../../model/world.ts';

/** Assumed: a plugin is called as its device. */
function plugin(device: string, type: string, family: string) {
  return {
    plugin: device,
    plugin_device: device,
    plugin_device_type: type,
    plugin_family: family,
    plugin_version: '0.1',
  };
}

/** What all records of a data source say of it. Names of plugins and device types: docs/contract/usm.md §9; the rest is assumed. */
export const dataSources = {
  nids: {
    plugin: 'AlienVault NIDS',
    plugin_device: 'AlienVault NIDS',
    plugin_device_type: 'Intrusion Detection',
    plugin_family: 'AlienVault',
    plugin_version: '0.31',
    app: 'alienvault-nids',
    event_type: 'alert',
  },
  firewall: {
    plugin: 'Dell SonicWall UTM',
    plugin_device: 'SonicWall UTM',
    plugin_device_type: 'Intrusion Detection',
    plugin_family: 'Dell',
    plugin_version: '0.12',
    app: 'sonicwall',
    event_type: 'firewall',
  },
  windows: {
    plugin: 'AlienVault Agent - Windows EventLog',
    plugin_device: 'Windows',
    plugin_device_type: 'Endpoint Security',
    plugin_family: 'AlienVault',
    plugin_version: '0.17',
    app: 'windows',
    event_type: 'WindowsEvent',
  },
  cloudtrail: {
    plugin: 'Amazon AWS CloudTrail',
    plugin_device: 'CloudTrail',
    plugin_device_type: 'Cloud Infrastructure',
    plugin_family: 'Amazon',
    plugin_version: '0.24',
    app: 'amazon-aws',
    event_type: 'AwsApiCall',
  },
  identity: {
    plugin: 'Office 365 Azure AD',
    plugin_device: 'Azure AD',
    plugin_device_type: 'Cloud Infrastructure',
    plugin_family: 'Microsoft',
    plugin_version: '0.9',
    app: 'office-365',
    event_type: 'AuditRecord',
  },
  linux: { ...plugin('Linux', 'Operating System', 'Linux'), app: 'linux', event_type: 'syslog' },
  edr: { ...plugin('Endpoint Detection', 'Endpoint Security', 'Generic'), app: 'edr', event_type: 'finding' },
  kubernetes: { ...plugin('Kubernetes Audit', 'Cloud Infrastructure', 'CNCF'), app: 'kubernetes', event_type: 'audit' },
  okta: { ...plugin('Okta', 'Authentication', 'Okta'), app: 'okta', event_type: 'SystemLog' },
  mail: {
    ...plugin('Office 365 Exchange', 'Mail Security', 'Microsoft'),
    app: 'office-365',
    event_type: 'AuditRecord',
  },
  gateway: { ...plugin('Fortinet FortiGate', 'Firewall', 'Fortinet'), app: 'fortigate', event_type: 'traffic' },
  proxy: { ...plugin('Squid', 'Proxy', 'Squid'), app: 'squid', event_type: 'access' },
} as const;

type SourceName = keyof typeof dataSources;

export interface RecordKind {
  readonly code: number;
  readonly detail: Detail;
  readonly source: SourceName;
  readonly eventName: string;
  /** The person or account that did it; null where the record names none. */
  readonly sourceUser: string | null;
  /** The account that it was done to. */
  readonly targetUser: string | null;
  /** Where the other end of a record is a service, its name; null where it is a host. */
  readonly service: string | null;
  readonly hasPorts: boolean;
}

const sourceOf = { network: 'nids', endpoint: 'windows', cloud: 'cloudtrail', identity: 'identity' } as const;

/** By the system that wrote a log, where the detection tells it. */
const sourceOfLog: Readonly<Record<LogSource, SourceName>> = {
  windows: 'windows',
  sysmon: 'windows',
  edr: 'edr',
  auth: 'linux',
  auditd: 'linux',
  cloudtrail: 'cloudtrail',
  kubernetes: 'kubernetes',
  entra: 'identity',
  okta: 'okta',
  mail: 'mail',
  firewall: 'gateway',
  proxy: 'proxy',
};

/** A detail has two kinds: as its own source reports it, and as the firewall that stopped it does. */
export const kindCode = (detail: number, isBlocked: boolean): number => detail * 2 + Number(isBlocked);

/** Kinds by their code, of the details as they stand: submitted events bring details of their own, and a reset takes them away. */
export function makeKinds(world: Pick<World, 'details'>): () => readonly RecordKind[] {
  let made: { readonly of: readonly Detail[]; readonly kinds: readonly RecordKind[] } | undefined;
  return () => {
    const { details } = world;
    if (made?.of === details) return made.kinds;
    const firsts = new Map<Detail['alarm'], Detail>();
    for (const detail of details) if (!firsts.has(detail.alarm)) firsts.set(detail.alarm, detail);
    made = { of: details, kinds: details.flatMap((detail) => kindsOf(detail, firsts.get(detail.alarm))) };
    return made.kinds;
  };
}

const known = new WeakMap<Detail, readonly RecordKind[]>();

/** `like` is the first detail of the same alarm. */
function kindsOf(given: Detail, like: Detail | undefined): readonly RecordKind[] {
  const made = known.get(given) ?? [false, true].map((isBlocked) => kindOf(asDetected(given, like), isBlocked));
  known.set(given, made);
  return made;
}

function kindOf(detail: Detail, isBlocked: boolean): RecordKind {
  const { telemetry, source: written } = detail.detection;
  const reported = written === undefined ? sourceOf[telemetry] : sourceOfLog[written];
  const source = isBlocked && telemetry === 'network' ? 'firewall' : reported;
  const user = detail.variant.properties['user.name']?.[0] ?? null;
  return {
    code: kindCode(detail.code, isBlocked),
    detail,
    source,
    eventName: eventNameOf(detail, source),
    // On the wire a user name is what somebody tries to become; in a log it is who acted.
    sourceUser: telemetry === 'network' ? null : user,
    targetUser: telemetry === 'network' ? user : null,
    service: detail.variant.properties['event.provider']?.[0] ?? null,
    hasPorts: ['tcp', 'udp'].includes(detail.detection.transport ?? ''),
  };
}

/** A submitted detail is of the detection that its alarm belongs to; only what its variant lacks for a log line is not there. */
function asDetected(given: Detail, like: Detail | undefined): Detail {
  if (like === undefined || like.detection === given.detection) return given;
  const { log: _, ...detection } = like.detection;
  return { ...given, detection: { ...detection, transport: given.detection.transport } };
}

function eventNameOf({ alarm, variant }: Detail, source: SourceName): string {
  if (source === 'firewall') return `IPS Prevention Alert: ${alarm.name}`;
  // An API call is its own name, as in the documented sample `PutObject` (seed 003).
  return source === 'cloudtrail' ? (variant.properties['event.action']?.[0] ?? alarm.name) : alarm.name;
}

/** The cloud account of a customer. */
export const accountName = (shortName: string): string => `${shortName}-account`;
/** Its number, of twelve digits. */
export const accountId = (customer: number): string => String(101_720_000_000 + customer);
