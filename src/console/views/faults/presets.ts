/** A rule for every effect that there is, to begin from. */

export interface FaultRule {
  readonly id?: string;
  readonly match?: Readonly<Record<string, unknown>>;
  readonly effect: Readonly<Record<string, unknown>>;
  readonly times?: number;
}

export interface FaultPreset {
  readonly title: string;
  readonly effect: FaultRule['effect'];
  readonly match?: FaultRule['match'];
  readonly times?: number;
}

export interface PresetGroup {
  readonly title: string;
  readonly presets: readonly FaultPreset[];
}

export const presetGroups: readonly PresetGroup[] = [
  {
    title: 'Refused',
    presets: [
      { title: 'Busy, three times (503)', effect: { error: 503 }, times: 3 },
      { title: 'Too many (429)', effect: { error: 429, retryAfter: 5 }, times: 3 },
      { title: 'Not valid (412)', effect: { error: 412, field: 'limit' }, times: 1 },
      { title: 'A quota', effect: { rateLimit: { limit: 10, window: 60 } } },
      { title: 'Key or token revoked', effect: { revoke: true }, times: 1 },
      { title: 'Expired as 400', effect: { expiredAs: 400 } },
    ],
  },
  {
    title: 'Not there',
    presets: [
      { title: 'Bad gateway (502)', effect: { gateway: 502 }, times: 3 },
      { title: 'Maintenance as 200', effect: { gateway: 200 }, times: 1 },
      { title: 'Nobody listens', effect: { closed: true }, times: 3 },
    ],
  },
  {
    title: 'Slow and broken',
    presets: [
      { title: 'Half a second late', effect: { latency: 500 } },
      { title: 'Late by chance', effect: { latency: { median: 300, sigma: 1 } } },
      { title: 'Trickles', effect: { pace: 16_384 } },
      { title: 'Cut in the middle', effect: { cut: 'middle' }, times: 1 },
      { title: 'JSON ends early', effect: { truncate: true }, times: 1 },
    ],
  },
  {
    title: 'Not the last word',
    presets: [
      { title: 'As before the last write', effect: { stale: 'write' } },
      { title: '30 s behind', effect: { lag: 30 } },
      { title: 'Counting timed out', effect: { count: -1 } },
    ],
  },
  {
    title: 'Pages',
    presets: [
      { title: 'One comes twice', effect: { duplicate: true } },
      { title: 'An empty page', effect: { emptyPage: true }, match: { page: 2 }, times: 1 },
      { title: 'In no order', effect: { unsorted: true } },
      { title: 'At most 10 a page', effect: { clamp: 10 } },
    ],
  },
  {
    title: 'Records',
    presets: [
      { title: 'Members missing', effect: { missingMembers: { share: 0.1 } } },
      { title: 'Lists are null', effect: { nullLists: true } },
      { title: 'Numbers above 2^53', effect: { wideNumbers: true } },
      { title: 'Numbers as text', effect: { textNumbers: true } },
      { title: 'Members nobody knows', effect: { unknownMembers: true } },
      { title: 'Wrong media type', effect: { contentType: 'text/plain' } },
      { title: 'Always gzip', effect: { gzip: true } },
    ],
  },
];

/** The header by which one request asks for the effect, where no token guards the control plane. */
export const headerOfEffect = (effect: FaultRule['effect']): string => `X-Siem-Sim-Fault: ${JSON.stringify(effect)}`;

/** An effect or what it is for, in a line. */
export const inOneLine = (value: Readonly<Record<string, unknown>>): string =>
  Object.entries(value)
    .map(([name, member]) =>
      member === true ? name : `${name} ${typeof member === 'string' ? member : JSON.stringify(member)}`,
    )
    .join(', ');
