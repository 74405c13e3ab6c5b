/** The records that a World is made of: customers and their networks, sensors, hosts, details, cases, people and their keys. */
import type { Range } from '../kernel/net.ts';
import type { AttackCategory } from './category.ts';
import type { Alarm, Detection, Severity, Variant } from './detection.ts';

export interface Domain {
  readonly id: number;
  readonly name: string;
}

export interface GeoPlace {
  readonly countryCode: string;
  readonly countryName: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Where a sensor stands. */
export interface Location {
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
  readonly timeZone: string;
}

/** A group of customers; groups nest, and only leaves are watched. */
export interface CustomerGroup {
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
  readonly parent: CustomerGroup | null;
}

export interface Customer {
  readonly index: number;
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
  readonly production: boolean;
  readonly networks: readonly Range[];
  readonly group: CustomerGroup | null;
}

export interface Sensor {
  readonly index: number;
  readonly id: number;
  readonly hostName: string;
  readonly address: Range;
  readonly hostAddress: string;
  readonly customer: Customer;
  readonly location: Location;
  readonly vlan: number | null;
  /** What USM Anywhere calls it; null where the scenario leaves that to the seed. */
  readonly uuid: string | null;
}

/** An address that events name: one host, or a network that events were aggregated over. */
export interface Host {
  readonly code: number;
  readonly range: Range;
  readonly address: string;
  /** Null for a host that the geo database does not know, private ones included. */
  readonly place: GeoPlace | null;
  /** The customer whose host it is; null for the rest of the internet. */
  readonly customer: Customer | null;
  /** Whether the range lies in the customer's networks wholly, in part or not at all. */
  readonly inside: 'whole' | 'part' | 'none';
  /** Codes of the single hosts that a wider range stands for; itself alone for a host. */
  readonly members: readonly number[];
}

/** One (alarm, variant): all that events which tell the same have in common. */
export interface Detail {
  readonly code: number;
  readonly detection: Detection;
  readonly alarm: Alarm;
  readonly category: AttackCategory;
  readonly signature: string;
  readonly variant: Variant;
}

export const caseStatuses = [
  'attachmentAdded',
  'pendingCustomer',
  'pendingSoc',
  'pendingVendor',
  'workingSoc',
  'workingCustomer',
  'pendingClose',
  'closed',
] as const;

export interface Case {
  readonly index: number;
  readonly id: number;
  readonly subject: string;
  readonly description: string;
  readonly customer: Customer;
  /** Null where somebody opened it without one. */
  readonly category: { readonly id: string; readonly name: string } | null;
  readonly service: { readonly id: number; readonly shortName: string; readonly name: string };
  readonly status: (typeof caseStatuses)[number];
  readonly priority: Severity;
  /** Epoch milliseconds. */
  readonly opened: number;
  readonly closed: number | null;
  /** The case this one was merged into. */
  readonly mergedInto: Case | null;
  /** True for a case that only the operations centre may read, and `readers`. */
  readonly restricted: boolean;
  /** Indexes of accounts that may read it though it is restricted; nobody when left out. */
  readonly readers?: readonly number[];
}

/** What a key or session is narrowed to; null where it is not. */
export interface Constraint {
  readonly functions: readonly string[] | null;
  readonly customers: readonly Customer[] | null;
  readonly readOnly: boolean;
}

/** A public key that a user signs requests against. */
export interface PublicKey extends Constraint {
  /** 0 for a key whose private half the service made, 1 and up for uploaded ones (seed 002). */
  readonly index: number;
  /** SubjectPublicKeyInfo in PEM: an EC key on P-256, or an RSA key. */
  readonly pem: string;
  /** Source networks it may be used from; null for any. */
  readonly sources: readonly Range[] | null;
}

/** What a user can prove itself with; no answer, log line or error ever holds any of it. */
export interface Credentials {
  readonly password: string | null;
  /** True when the password is good for changing it alone. */
  readonly mustChange: boolean;
  /** True when the password is the directory's, so that the LDAP method works with it. */
  readonly ldap: boolean;
  /** Base32 seed of its one-time codes. */
  readonly totp: string | null;
  readonly publicKeys: readonly PublicKey[];
}

/** What a user may do; a person's names come later, when somebody looks. */
export interface Account {
  readonly index: number;
  readonly id: number;
  /** Null where the scenario leaves the name to the seed. */
  readonly userName: string | null;
  readonly customer: Customer;
  readonly analyst: boolean;
  readonly functions: readonly string[];
  /** Customers the user may see; null for all. */
  readonly customers: readonly Customer[] | null;
  readonly credentials: Credentials;
}

export interface User extends Account {
  readonly userName: string;
  readonly name: string;
  readonly email: string;
}

/** A way into the API that the scenario hands out; what it may do is further limited by its user. */
export interface ApiKey extends Constraint {
  readonly label: string;
  readonly account: Account;
  readonly key: number;
  readonly secret: string;
  /** Epoch milliseconds; null when it never expires. */
  readonly expires: number | null;
  /** Source networks it may be used from; null for any. */
  readonly sources: readonly Range[] | null;
}
