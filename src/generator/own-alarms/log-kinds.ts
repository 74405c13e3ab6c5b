/** Systems that write logs: what their records hold, and how they write them. */
import { isoUtc } from '../../kernel/clock.ts';
import { uuid } from '../../kernel/random.ts';
import type { Detection, LogSource } from '../../model/detection.ts';
import { personOf, type ToldEvent } from './text/section.ts';

/** A record's fields, filled in. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

interface LogKind {
  readonly telemetry: Detection['telemetry'];
  readonly direction: Detection['direction'];
  /** Fields that say what kind of record it is: readers always look at them. */
  readonly kinds: readonly string[];
  /** Fields that must be there besides. */
  readonly needed?: readonly string[];
  /** Before the name of a property that has no name of its own; that of the source where none is said. */
  readonly prefix?: string;
  readonly write: (fields: LogFields, told: ToldEvent) => string;
}

const time = ({ sighting }: ToldEvent): string => isoUtc(sighting.triggers[0] ?? 0);
const from = ({ sighting }: ToldEvent): string => sighting.initiator.address;

/** Names with dots lead into records within the record; what is given wins over what is usual. */
function nested(usual: object, fields: LogFields): object {
  const whole = structuredClone(usual) as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    const parts = name.split('.');
    const last = parts.pop() ?? name;
    const place = parts.reduce<Record<string, unknown>>((at, part) => {
      const inner = typeof at[part] === 'object' && at[part] !== null ? at[part] : {};
      at[part] = inner;
      return inner as Record<string, unknown>;
    }, whole);
    place[last] = value;
  }
  return whole;
}

const json =
  (usual: (told: ToldEvent) => object) =>
  (fields: LogFields, told: ToldEvent): string =>
    JSON.stringify(nested(usual(told), fields));

const quoted = (value: string | number | boolean): string =>
  /^[\w.:/-]+$/.test(String(value)) ? String(value) : `"${String(value).replaceAll('"', "'")}"`;
const pairs = (fields: LogFields, before = ''): string =>
  Object.entries(fields)
    .map(([key, value], at) => `${at === 0 ? before : ' '}${key}=${quoted(value)}`)
    .join('');

const endpoint = { telemetry: 'endpoint', direction: 'internal' } as const;
const cloud = { telemetry: 'cloud', direction: 'inbound' } as const;
const edge = { telemetry: 'cloud', direction: 'outbound' } as const;
const identity = { telemetry: 'identity', direction: 'inbound' } as const;

const windows = (source: string, channel: string): LogKind => ({
  ...endpoint,
  kinds: ['EventID'],
  prefix: 'winlog',
  write: json((told) => ({
    EventTime: time(told),
    Hostname: 'localhost',
    MessageSourceAddress: from(told),
    SourceName: source,
    Channel: channel,
  })),
});

export const logKinds: Readonly<Record<LogSource, LogKind>> = {
  windows: windows('Microsoft-Windows-Security-Auditing', 'Security'),
  sysmon: windows('Microsoft-Windows-Sysmon', 'Microsoft-Windows-Sysmon/Operational'),
  edr: {
    ...endpoint,
    kinds: ['action'],
    write: json((told) => ({ timestamp: time(told), device: { address: from(told) }, user: personOf(told) })),
  },
  auth: {
    ...endpoint,
    kinds: ['program'],
    needed: ['message'],
    prefix: 'syslog',
    write: ({ program, message, ...rest }, told) =>
      `${time(told)} ${from(told)} ${program}[${told.chance.between(400, 32_000)}]: ${message}${pairs(rest, ' ')}`,
  },
  auditd: {
    ...endpoint,
    kinds: ['type'],
    write: ({ type, ...rest }, told) =>
      `node=${from(told)} type=${type} msg=audit(${((told.sighting.triggers[0] ?? 0) / 1000).toFixed(3)}:${told.chance.between(1000, 99_999)}): ${pairs(rest)}`,
  },
  cloudtrail: {
    ...cloud,
    kinds: ['eventSource', 'eventName'],
    prefix: 'aws',
    write: json((told) => ({
      eventVersion: '1.08',
      userIdentity: { type: 'IAMUser', userName: personOf(told) },
      eventTime: time(told),
      sourceIPAddress: from(told),
      awsRegion: 'eu-north-1',
      eventID: uuid(told.chance),
    })),
  },
  kubernetes: {
    ...cloud,
    kinds: ['verb', 'objectRef.resource'],
    write: json((told) => ({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'RequestResponse',
      auditID: uuid(told.chance),
      stage: 'ResponseComplete',
      user: { username: personOf(told) },
      sourceIPs: [from(told)],
      requestReceivedTimestamp: time(told),
    })),
  },
  entra: {
    ...identity,
    kinds: ['operationName'],
    write: json((told) => ({
      createdDateTime: time(told),
      userPrincipalName: `${personOf(told)}@example.com`,
      ipAddress: from(told),
      correlationId: uuid(told.chance),
    })),
  },
  okta: {
    ...identity,
    kinds: ['eventType'],
    write: json((told) => ({
      published: time(told),
      uuid: uuid(told.chance),
      actor: { alternateId: `${personOf(told)}@example.com`, type: 'User' },
      client: { ipAddress: from(told) },
    })),
  },
  mail: {
    ...identity,
    kinds: ['action'],
    write: json((told) => ({
      received: time(told),
      mailbox: `${personOf(told)}@example.com`,
      clientAddress: from(told),
    })),
  },
  firewall: {
    ...edge,
    kinds: ['action'],
    write: (fields, told) =>
      `time=${time(told)} srcip=${from(told)} dstip=${told.sighting.responder.address} ${pairs(fields)}`,
  },
  proxy: {
    ...edge,
    kinds: ['method'],
    needed: ['url'],
    write: ({ method, url, status = 200, bytes = 512, agent = '-', ...rest }, told) =>
      `${time(told)} ${from(told)} ${personOf(told) || '-'} ${method} ${url} ${status} ${bytes} "${agent}"${pairs(rest, ' ')}`,
  },
};
