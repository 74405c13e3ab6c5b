/** Generated from schemas/ by `npm run types`; do not edit. */

/**
 * What may be done, by the vendor's permission names.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "functions".
 */
export type Functions = ("eventLookup" | "viewEventsByCase" | "assessEvents" | "submitEvent" | "reindexEvent" | "viewBasicCustomer" | "viewAlarm" | "viewAttackCategory" | "viewCase" | "deleteSession" | "administrateApiKeys")[]
/**
 * Something that happens: events of an alarm, or work of the operations centre.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "step".
 */
export type Step = {
/**
 * The alarm that is raised, by short name or by signature id.
 */
alarm?: (string | number)
/**
 * A detection, whose alarms are drawn by their weight.
 */
detection?: string
/**
 * What the operations centre does.
 */
do?: ("assess" | "comment" | "openCase" | "mergeCase" | "closeCase" | "notify" | "label")
/**
 * How long after the end of the step before, or after `since`; for the first step, after the beginning of the story. No time when left out.
 */
after?: (string | [string, string])
/**
 * The step from whose beginning `after` counts; with .end behind its name, from its end.
 */
since?: string
/**
 * How many times; 1 when left out, or as often as `until` leaves room for. Two numbers are the bounds of a draw.
 */
repeat?: (number | [number, number])
/**
 * How long from one repetition to the next.
 */
every?: (string | [string, string])
/**
 * A length of time: 500ms, 30s, 5m, 2h, 1d.
 */
jitter?: string
/**
 * When repeating ends: so long after the step began, or when another step begins.
 */
until?: string
/**
 * A name of a story, an actor, a step or a case within it: letters, digits and hyphens.
 */
from?: string
/**
 * A name of a story, an actor, a step or a case within it: letters, digits and hyphens.
 */
to?: string
/**
 * How repetitions choose among the hosts of an actor: one after the other, the default, or by chance.
 */
order?: ("inTurn" | "drawn")
/**
 * Whose network it happens in; the story's customer when left out.
 */
customer?: string
/**
 * Host name of the sensor that reports it; drawn when left out, one for each inside actor.
 */
sensor?: string
/**
 * How many triggers each event aggregates, at most 100,000; 1 when left out. Two numbers are the bounds of a draw.
 */
count?: (number | [number, number])
/**
 * From the first trigger of an event to its last, at most an hour; drawn when left out.
 */
duration?: (string | [string, string])
/**
 * True: each repetition takes another variant of the alarm's facts. False, the default: one variant for all.
 */
vary?: boolean
/**
 * The domain name that is asked for, under a reserved name such as .example.
 */
domain?: string
/**
 * Path and query as they stand on the request line.
 */
uri?: string
/**
 * The responder's port.
 */
port?: number
/**
 * A name of a story, an actor, a step or a case within it: letters, digits and hyphens.
 */
user?: string
/**
 * Properties of the events: further ones, or other values for those whose value the alarm leaves open.
 */
properties?: {
[k: string]: string | [string, ...(string)[]]
}
/**
 * Further properties, fields that carry no meaning: by key, the JSON Schema of the value, which is made from the seed. A key such as filler.f[1-300] stands for as many.
 */
fake?: {
[k: string]: {

}
}
/**
 * Severity of the events, or what an assessment sets it to; that of the alarm when left out.
 */
severity?: ("low" | "medium" | "high" | "critical")
/**
 * True when the connection was reset; false when left out.
 */
blocked?: boolean
/**
 * How long after it is complete an event becomes known, where it arrives late: +2h; a list of two draws between them. Some seconds when left out.
 */
arrives?: (string | [string, string])
/**
 * The steps whose events it is about, as far as they are known by then.
 */
about?: (string | [string, ...(string)[]])
/**
 * A name of a story, an actor, a step or a case within it: letters, digits and hyphens.
 */
by?: string
/**
 * The case: a name of the story, or the id of one of the scenario.
 */
case?: (string | number)
/**
 * The case that it is merged into.
 */
into?: (string | number)
/**
 * What an assessment says.
 */
verdict?: ("threat" | "notAThreat" | "falsePositive" | "followUp" | "tuning" | "acknowledged")
/**
 * What is written.
 */
comment?: string
/**
 * A label of USM Anywhere, by name or id.
 */
label?: string
}

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
 * Name of a shipped scenario, or a file beside this one, to start from. Mappings are merged key by key at every depth, lists replace.
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
/**
 * Its id.
 */
id: number
/**
 * Its name, as answers print it.
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
 * Its id, by which alarms are labelled.
 */
id: string
/**
 * What people call it.
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
/**
 * Stories that are told over the background, by name. A variant that `extends` a scenario changes a story key by key.
 */
stories?: {
[k: string]: Story
}
/**
 * Rules by which the server misbehaves, as the control plane takes them.
 * 
 * @maxItems 1000
 */
faults?: Fault[]
}
/**
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "group".
 */
export interface Group {
/**
 * Its id, unique among groups.
 */
id: number
/**
 * Its short name, unlike that of any customer.
 */
shortName: string
/**
 * Its full name.
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
/**
 * Its id, as answers print it.
 */
id: number
/**
 * Its short name, by which scenarios and clients name it.
 */
shortName: string
/**
 * Its full name.
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
 * The sensors that watch its networks.
 * 
 * @minItems 1
 */
sensors: [{
/**
 * Its id, unique among all sensors.
 */
id: number
/**
 * Its host name.
 */
hostName: string
/**
 * Its address.
 */
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
/**
 * Its id; sensors of one location share it.
 */
id: number
/**
 * Its short name.
 */
shortName: string
/**
 * Its full name.
 */
name: string
/**
 * IANA name, such as Europe/Oslo.
 */
timeZone: string
}
}, ...({
/**
 * Its id, unique among all sensors.
 */
id: number
/**
 * Its host name.
 */
hostName: string
/**
 * Its address.
 */
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
/**
 * Its id; sensors of one location share it.
 */
id: number
/**
 * Its short name.
 */
shortName: string
/**
 * Its full name.
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
 * The customer that the user belongs to.
 */
customer: string
/**
 * As many users of this kind; 1 when left out.
 */
count?: number
/**
 * Name to log in by; made from the seed when left out.
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
 * Customers or groups it is narrowed to; all of its user when left out.
 * 
 * @minItems 1
 * 
 * Items: This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "shortName".
 */
customers?: [string, ...(string)[]]
/**
 * True when it may not write; false when left out.
 */
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
/**
 * Its number, unique for its user: the second part of the header.
 */
key: number
/**
 * The third part of the header. Made up: the file is public.
 */
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
 * Customers or groups it is narrowed to; all of its user when left out.
 * 
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
/**
 * Its id, unique among cases.
 */
id: number
/**
 * The customer whose case it is.
 */
customer: string
/**
 * One line that lists show.
 */
subject: string
/**
 * Where it stands at the end of the period.
 */
status: ("attachmentAdded" | "pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
/**
 * How urgent it is.
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
/**
 * User name of the token request.
 */
id: string
/**
 * Password of the token request. Made up: the file is public.
 */
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
/**
 * What happens, step by step, and what the operations centre does about it.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "story".
 */
export interface Story {
/**
 * One line that lists and timelines show.
 */
title: string
/**
 * Where the story comes from: techniques, reports, rates.
 */
remarks?: string
/**
 * The customer that it happens to; the first one when left out.
 */
customer?: string
/**
 * When it begins; a list tells it several times, each time with hosts of its own.
 */
at: ((string | {
/**
 * When: an offset from the end of the period (-2d, -36h, -90m, +2m; after the end, things arrive as the clock runs), or an instant in UTC (2026-11-01T08:00:00Z), which moves with the World where --end moves it.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "moment".
 */
at: string
/**
 * The customer that it happens to this time.
 */
customer?: string
}) | [(string | {
/**
 * When: an offset from the end of the period (-2d, -36h, -90m, +2m; after the end, things arrive as the clock runs), or an instant in UTC (2026-11-01T08:00:00Z), which moves with the World where --end moves it.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "moment".
 */
at: string
/**
 * The customer that it happens to this time.
 */
customer?: string
}), ...((string | {
/**
 * When: an offset from the end of the period (-2d, -36h, -90m, +2m; after the end, things arrive as the clock runs), or an instant in UTC (2026-11-01T08:00:00Z), which moves with the World where --end moves it.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "moment".
 */
at: string
/**
 * The customer that it happens to this time.
 */
customer?: string
}))[]])
/**
 * Who takes part, by name. Who is not named is drawn: a step without `from` or `to` gets a host that suits its detection, the same for all steps.
 */
actors?: {
[k: string]: Actor
}
/**
 * Cases that the story may open, by name.
 */
cases?: {
[k: string]: StoryCase
}
/**
 * What happens, in order, by name: a step with `alarm` or `detection` makes events, one with `do` is work of the operations centre.
 */
steps: {
[k: string]: Step
}
}
/**
 * A host or person of a story; what is not given is drawn from the seed.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "actor".
 */
export interface Actor {
/**
 * client: a workstation of the customer. server: a server that only the inside reaches. exposed: a server that the internet reaches. outside: a host of the rest of the internet. person: somebody at the customer, as events name users. analyst: somebody of the operations centre.
 */
role: ("client" | "server" | "exposed" | "outside" | "person" | "analyst")
/**
 * Whose host it is; the story's customer when left out.
 */
customer?: string
/**
 * Its address, or a network to draw from. Inside, one of the customer's; outside, one reserved for documentation or benchmarking (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 198.18.0.0/15, 2001:db8::/32) that is no customer's.
 */
address?: string
/**
 * IPv4 or IPv6, where the address is drawn; 4 when left out.
 */
family?: (4 | 6)
/**
 * Where an outside host stands, such as RO; drawn when left out.
 */
country?: string
/**
 * As many hosts; 1 when left out. The repetitions of a step take one after the other.
 */
count?: number
/**
 * The name that an outside host goes by, under a reserved name such as .example; steps outwards use it.
 */
domain?: string
/**
 * The user name of a person; drawn when left out.
 */
name?: string
/**
 * Id of the user who is the analyst; drawn when left out.
 */
user?: number
}
/**
 * A case that exists from when a step opens it.
 * 
 * This interface was referenced by `Scenario`'s JSON-Schema
 * via the `definition` "storyCase".
 */
export interface StoryCase {
/**
 * Its id, one more for each further telling; drawn when left out.
 */
id?: number
/**
 * One line that lists show.
 */
subject: string
/**
 * What its page says.
 */
description?: string
/**
 * How urgent it is.
 */
priority: ("low" | "medium" | "high" | "critical")
/**
 * True when only analysts may read it; false when left out.
 */
restricted?: boolean
}
/**
 * A fault on demand: which requests it is for, and what becomes of their answers. Errors reach the client in the vendor's own form (contract/argus.md §1, contract/usm.md §10).
 */
export interface Fault {
/**
 * Name of the rule, unique among all; `fault-1` and so on when left out. Chance is drawn by it: the same name, the same draws.
 */
id?: string
/**
 * Which requests the rule is for; all that the effect can apply to when left out.
 */
match?: {
/**
 * Name of the product, `argus` or `usm`.
 */
product?: string
/**
 * The vendor's operation id, or several, such as `findAggregatedEvents`.
 * 
 * @maxItems 200
 */
operation?: (string | string[])
/**
 * Path of the request, without the query; `*` stands for any text, `{name}` for any text without a slash.
 */
path?: string
/**
 * Method of the request, or several.
 * 
 * @maxItems 10
 */
method?: (string | ("GET" | "HEAD" | "POST" | "PUT" | "DELETE")[])
/**
 * Who asks: the first two parts of an API key (`1/2`), the id of an API client, or any caller as the journal names it.
 */
principal?: string
/**
 * Which of the requests that the rule is for, counted from 1: exactly this one, or from one to another, every so many. Every third is the third, the sixth and so on, unless it says where to begin.
 */
nth?: (number | {
from?: number
to?: number
every?: number
})
/**
 * Chance that such a request is hit; drawn from the seed, the rule's name and the request's number.
 */
probability?: number
/**
 * Begin of the time window on the simulated clock: epoch milliseconds, an instant in UTC (`2026-11-01T00:00:00Z`), or relative to when the rule is added (`now`, `+90s`, `+5m`, `+1h`, `+2d`).
 */
from?: (number | string)
/**
 * End of the time window, written like its begin; the end itself is outside.
 */
to?: (number | string)
}
/**
 * What becomes of the answer. A rule with several effects has them all at once.
 */
effect: {
/**
 * The vendor's error of this status, instead of doing what was asked.
 */
error?: (400 | 401 | 402 | 403 | 404 | 412 | 429 | 500 | 503)
/**
 * Seconds in the header Retry-After of an error; 1 for 429 when left out, none for others.
 */
retryAfter?: number
/**
 * The field that a 412 complains of; `limit` when left out.
 */
field?: string
/**
 * Milliseconds that the answer is late: so many, uniformly between two bounds, or log-normal by its median and the sigma of its logarithm.
 */
latency?: (number | {
from?: number
to?: number
median?: number
sigma?: number
})
/**
 * A list of Argus whose counting timed out (contract/argus.md §1).
 */
count?: -1
/**
 * Cuts the connection: `before` the status, in the `middle` of the body, or after so many bytes of it. What was asked is done.
 */
cut?: (string | number)
/**
 * Bytes of the body a second.
 */
pace?: number
/**
 * JSON that ends too early in an answer that is otherwise whole: in its middle, or after so many bytes.
 */
truncate?: (boolean | number)
/**
 * A read that was answered before: as it was before the last `write`, or as it was when it was `first` asked for.
 */
stale?: ("write" | "first")
/**
 * The last event of the page before comes again first on this one, as if one had arrived in the middle of the walk; later pages follow one behind.
 */
duplicate?: true
/**
 * The token, session or key of the request stops working, for this request and all later ones.
 */
revoke?: true
}
/**
 * How often the rule hits at most; without end when left out.
 */
times?: number
}
