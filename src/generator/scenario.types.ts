/** Generated from schemas/ by `npm run types`; do not edit. */

/**
 * What may be done, by the vendor's permission names.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "functions".
 */
export type Functions = ("eventLookup" | "viewEventsByCase" | "assessEvents" | "submitEvent" | "reindexEvent" | "viewBasicCustomer" | "viewAlarm" | "viewAttackCategory" | "viewCase" | "deleteSession" | "administrateApiKeys")[]

/**
 * A seed-independent description of the World that siem-sim serves. This file is the project's own format; it transcribes no vendor document.
 */
export interface Scenario {
/**
 * One line that lists show.
 */
title: string
/**
 * Where the story and its rates come from.
 */
remarks?: string
/**
 * Name of a shipped scenario, or a file beside this one, to start from. Mappings are merged key by key, lists replace.
 */
extends?: string
/**
 * The stretch of time that the World covers.
 */
period?: {
/**
 * Length in days.
 */
days?: number
/**
 * The last instant, ISO-8601 in UTC; "now" stands here unless --end moves the World.
 */
end?: string
}
/**
 * When events happen. Rates are relative.
 */
rhythm?: {
/**
 * Relative rate of each hour of the day, UTC, from 0 to 23.
 * 
 * @minItems 24
 * @maxItems 24
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "weight".
 */
hours?: [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]
/**
 * Relative rate of each day of the week, from Sunday to Saturday.
 * 
 * @minItems 7
 * @maxItems 7
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "weight".
 */
weekdays?: [number, number, number, number, number, number, number]
/**
 * How many bursts of 5 to 60 minutes stand out of the background.
 */
bursts?: number
}
/**
 * How much happens.
 */
volume?: {
/**
 * Aggregated background events.
 */
events?: number
/**
 * How many raw events of an aggregate are kept at the most; an aggregate of more is flagged INCOMPLETE_DETAILS.
 */
retainedDetails?: number
/**
 * How many hosts of the rest of the internet appear.
 */
externalHosts?: number
}
/**
 * The Argus domain that all customers belong to.
 */
domain?: {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
}
/**
 * Groups of customers; a parent stands before its children.
 * 
 * @maxItems 100
 */
groups?: Group[]
/**
 * Whose networks are watched.
 * 
 * @minItems 1
 * @maxItems 500
 */
customers?: [Customer, ...(Customer)[]]
/**
 * People of the operations centre and of the customers; names are made from the seed.
 * 
 * @minItems 1
 * @maxItems 1000
 */
users?: [User, ...(User)[]]
/**
 * API keys that the server knows.
 * 
 * @maxItems 100
 */
keys?: Key[]
/**
 * Cases that events are associated with.
 * 
 * @maxItems 1000
 */
cases?: Case[]
/**
 * The World as a tenant of USM Anywhere.
 */
usm?: {
/**
 * As the documentation prints it, the default, or as clients meet it.
 */
dialect?: ("documented" | "live")
/**
 * What the live dialect calls a list of events: the name since November 2020, the default, or the older one.
 */
eventsKey?: ("eventResources" | "eventResourceList")
/**
 * API clients that may ask for a token.
 * 
 * @maxItems 100
 */
clients?: Client[]
/**
 * Labels that alarms can carry.
 * 
 * @maxItems 100
 */
labels?: {
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "uuid".
 */
id: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
}[]
}
/**
 * Relative rate of each kind of attack, by the name of its detection; 1 where a detection is not named, 0 switches it off.
 */
detections?: {
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "weight".
 */
[k: string]: number
}
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "group".
 */
export interface Group {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
shortName: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
/**
 * The group it lies in.
 */
parent?: string
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "customer".
 */
export interface Customer {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
shortName: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
/**
 * Relative share of the events.
 */
weight: number
/**
 * False for a customer that is not in production yet; true when left out.
 */
production?: boolean
/**
 * The networks that are the customer's own.
 * 
 * @minItems 1
 * 
 * Items: An IPv4 or IPv6 network, such as 10.20.0.0/16.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "network".
 */
networks: [string, ...(string)[]]
/**
 * How many of its hosts appear in events; 60 when left out.
 */
hosts?: number
/**
 * @minItems 1
 */
sensors: [{
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
hostName: string
address: string
/**
 * 802.1Q tag that its captures carry.
 */
vlan?: number
/**
 * What USM Anywhere calls it; made from the seed when left out.
 */
uuid?: string
/**
 * Where the sensor stands.
 */
location: {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
shortName: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
/**
 * IANA name, such as Europe/Oslo.
 */
timeZone: string
}
}, ...({
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
hostName: string
address: string
/**
 * 802.1Q tag that its captures carry.
 */
vlan?: number
/**
 * What USM Anywhere calls it; made from the seed when left out.
 */
uuid?: string
/**
 * Where the sensor stands.
 */
location: {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
shortName: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
name: string
/**
 * IANA name, such as Europe/Oslo.
 */
timeZone: string
}
})[]]
/**
 * The group it belongs to.
 */
group?: string
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "user".
 */
export interface User {
/**
 * Given by position when left out.
 */
id?: number
/**
 * An analyst works on events of every customer; a customer's user sees that customer's.
 */
role: ("analyst" | "customer")
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customer: string
/**
 * As many users of this kind; 1 when left out.
 */
count?: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
userName?: string
functions?: Functions
/**
 * Customers or groups the user may see; by default all for an analyst, the own one for a customer.
 * 
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customers?: [string, ...(string)[]]
/**
 * Logs in by the password and TOTP methods. Made up: the file is public.
 */
password?: string
/**
 * True when the LDAP method works with the password as well; false when left out.
 */
ldap?: boolean
/**
 * Base32 seed of one-time codes (RFC 6238, SHA-1, six digits, 30 seconds).
 */
totp?: string
/**
 * Keys that its signed requests are checked against.
 * 
 * @maxItems 16
 */
publicKeys?: PublicKey[]
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "publicKey".
 */
export interface PublicKey {
/**
 * 0 for a private key that the service made, 1 and up for uploaded public keys.
 */
index: number
/**
 * SubjectPublicKeyInfo in PEM: an EC key on P-256, or an RSA key.
 */
pem: string
/**
 * Networks it may be used from; any when left out.
 * 
 * @minItems 1
 * 
 * Items: An IPv4 or IPv6 network, such as 10.20.0.0/16.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "network".
 */
sources?: [string, ...(string)[]]
functions?: Functions
/**
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customers?: [string, ...(string)[]]
readOnly?: boolean
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "key".
 */
export interface Key {
/**
 * What the key is for; shown by serve.
 */
label: string
/**
 * Id of its user, whose rights are the most that it can have.
 */
user: number
key: number
secret: string
/**
 * When it expires, from the end of the period: +90d, -1d; never when left out.
 */
expires?: string
/**
 * Networks it may be used from; any when left out.
 * 
 * @minItems 1
 * 
 * Items: An IPv4 or IPv6 network, such as 10.20.0.0/16.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "network".
 */
sources?: [string, ...(string)[]]
functions?: Functions
/**
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customers?: [string, ...(string)[]]
/**
 * True when the key may never write.
 */
readOnly?: boolean
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "case".
 */
export interface Case {
id: number
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customer: string
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
subject: string
status: ("attachmentAdded" | "pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "severity".
 */
priority: ("low" | "medium" | "high" | "critical")
/**
 * How long before the end of the period: -2d, -36h, -90m.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "ago".
 */
opened: string
/**
 * How long before the end of the period: -2d, -36h, -90m.
 */
closed?: string
/**
 * Id of the case of the same customer that this one was merged into.
 */
mergedInto?: number
/**
 * Names of the detections whose events are associated with the case.
 * 
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "text".
 */
detections?: [string, ...(string)[]]
/**
 * Percentage of those events, while the case is open; 50 when left out.
 */
share?: number
/**
 * True when only analysts may read it; false when left out.
 */
restricted?: boolean
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "client".
 */
export interface Client {
/**
 * What the client is for; shown by serve.
 */
label: string
id: string
secret: string
/**
 * False for a client that was switched off; true when left out.
 */
enabled?: boolean
/**
 * What it may do: all when left out; write is needed for labels.
 * 
 * @minItems 1
 */
scope?: [("trust" | "read" | "write"), ...(("trust" | "read" | "write"))[]]
/**
 * Customers whose alarms and events it sees; all when left out.
 * 
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customers?: [string, ...(string)[]]
}
