/** What USM Anywhere has that Argus has not: how its one tenant speaks, who may ask, and which labels alarms can carry. */
import type { Customer } from './records.ts';

export const dialectNames = ['documented', 'live'] as const;
export type DialectName = (typeof dialectNames)[number];

/** What an API client may do: the scopes of the vendor's token, `trust read write` (contract/usm.md §2). */
export type Scope = 'trust' | 'read' | 'write';

/** An API client, as made under Profile Settings > API Clients. */
export interface ApiClient {
  readonly label: string;
  readonly id: string;
  readonly secret: string;
  /** A client can be switched off without being removed. */
  readonly enabled: boolean;
  readonly scope: readonly Scope[];
  /** Customers whose alarms and events it sees; null for all. */
  readonly customers: readonly Customer[] | null;
}

/** A label that people put on alarms. */
export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface Tenant {
  readonly dialect: DialectName;
  /** What a list of events is called in the live dialect: the name since November 2020, or the one before (contract/usm.md §5). */
  readonly eventsKey: 'eventResources' | 'eventResourceList';
  readonly clients: readonly ApiClient[];
  readonly labels: readonly Label[];
}
