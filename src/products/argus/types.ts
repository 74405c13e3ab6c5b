/** Generated from schemas/ by `npm run types`; do not edit. */

/**
 * contract/argus.md §6
 */
export type AggregatedEvents = AggregatedEvent[]
/**
 * A page of the catalogue; assumed, contract/argus.md §8 names the module only
 */
export type Alarms = Alarm[]
/**
 * W4.0 alarms/v1 getCategories
 */
export type AttackCategories = AttackCategory[]
/**
 * W4.0 getMethods
 */
export type AuthenticationMethods = ("PASSWORD" | "SIGNATURE" | "SMS" | "TOTP" | "APIKEY" | "LDAP" | "IMPERSONATED" | "OPENID" | "ENROLLMENT")[]
/**
 * Events of a case; raw ones only when asked for. contract/argus.md §6 getEventsForCase
 */
export type CaseEvents = (AggregatedEvent | NidsEvent)[]
/**
 * contract/argus.md §8
 */
export type Cases = Case[]
/**
 * W4.0 customers/v2 listBasicCustomers
 */
export type Customers = Customer[]
/**
 * contract/argus.md §6: `type` since client 5.0
 */
export type EventLinks = {
name: string
type: ("generic" | "specific")
uri: string
}[]
/**
 * What happened to an event, contract/argus.md §7.7. createdByUser is null where the system did it (assumed).
 */
export type Lineage = {
id: string
type: ("created" | "updated" | "assessed" | "indexedElasticSearch" | "indexedOpenSearch")
description: string
createdTimestamp: number
createdByUser: (null | UserInfoV2)
dataCenter: ("osl" | "svg")
eventLastUpdatedTimestamp: number
}[]
/**
 * contract/argus.md §6
 */
export type NidsEvents = NidsEvent[]
/**
 * Operations that have nothing to say: data is null; contract/argus.md §1
 */
export type Nothing = null
/**
 * The capture itself, no envelope: seed 001; contract/argus.md §6, §7. That it is a classic capture file with microseconds is assumed.
 */
export type PayloadPcap = string
/**
 * W4.0 getSessionCustomers
 */
export type SessionCustomers = CustomerInfo[]
/**
 * W4.0 getSessionFunctions; ids and descriptions are made up
 */
export type SessionFunctions = {
id: number
name: string
description: string
flags: ("ROLE" | "SYSADM")[]
securityLevel: ("DEFAULT" | "ADMINISTRATIVE" | "EXTERNAL")
}[]
/**
 * A page of the catalogue; assumed, contract/argus.md §8 names the module only
 */
export type Signatures = Signature[]
/**
 * What the single-event path returns: the full model of the type in the path (seed 000 sample; the published schema shows only its base class, contract/argus.md §6.1)
 */
export type SingleEvent = (AggregatedEvent | NidsEvent)
/**
 * A session, or a challenge (W5.0 authentication/v1/totp)
 */
export type TotpLegacyNewSession = (LegacyNewSession | Challenge)
/**
 * A session, or a challenge (W5.0 authentication/v1/totp)
 */
export type TotpNewSession = (NewSession | Challenge)
/**
 * Number of updated events: v1 updateEventsBulk, contract/argus.md §6, §10.13
 */
export type UpdatedCount = number
/**
 * contract/argus.md §7
 */
export type V2Events = V2Event[]
/**
 * contract/argus.md §7: name and uri only
 */
export type V2Links = {
name: string
uri: string
}[]
/**
 * contract/argus.md §7.5
 */
export type V2Stats = V2StatsRecord[]

/**
 * contract/argus.md §6.5; list sizes at most 1024
 */
export interface AggregatedCriteria {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeDeleted?: (boolean | string)
/**
 * Deprecated; by id
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * By id or short name
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
required?: (boolean | string)
/**
 * Objects; older clients send the full id
 * 
 * @maxItems 1024
 */
eventIdentifier?: (string | {
type: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
})[]
/**
 * Locations of sensors
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
locationID?: (number | string)[]
/**
 * Not together with minSeverity or maxSeverity
 * 
 * @maxItems 1024
 * 
 * Items: §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
minSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
maxSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * Alarms
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
alarmID?: (number | string)[]
/**
 * Attack categories
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
attackCategoryID?: (number | string)[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
sourceGeoCountry?: string[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
destinationGeoCountry?: string[]
/**
 * Country codes, either end
 * 
 * @maxItems 1024
 */
geoCountry?: string[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 1024
 */
domain?: string[]
/**
 * All of these
 */
properties?: {
[k: string]: string | number | boolean
}
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exactMatchProperties?: (boolean | string)
/**
 * What joins several values of a property
 */
multivaluePropertySeparator?: ("comma" | "newline")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
minCount?: (number | string)
/**
 * 0 means not associated
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
associatedCaseID?: (number | string)[]
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
sourceIPMinBits?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
destinationIPMinBits?: (number | string)
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
sourceIP?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
destinationIP?: string[]
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
port?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
sourcePort?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
destinationPort?: (number | string)[]
/**
 * Signatures such as SNORT-1:41336
 * 
 * @maxItems 1024
 */
signature?: string[]
/**
 * OR between them, AND with the rest; exclude and required turn that
 * 
 * @maxItems 1024
 */
subCriteria?: AggregatedCriteria[]
/**
 * Which times startTimestamp and endTimestamp bound; not together with lastUpdatedTimestamp
 * 
 * @maxItems 8
 */
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
lastUpdatedTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
indexStartTime?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
indexEndTime?: (number | string)
/**
 * @maxItems 16
 * 
 * Items: Field to sort by; `-` in front turns it round. Chained in list order, §2.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "sortBy".
 */
sortBy?: string[]
/**
 * All of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * None of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * An artefact of the published schema; read and ignored
 */
includeFlag?: ({

} | unknown[])
/**
 * An artefact of the published schema; read and ignored
 */
excludeFlag?: ({

} | unknown[])
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
skipFutureEvents?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeUnpublished?: (boolean | string)
}
/**
 * v1 aggregated event, every field: contract/argus.md §6.2, seed 000 sample. `timestamp` ≤ `endTimestamp` ≤ `lastUpdatedTimestamp`.
 */
export interface AggregatedEvent {
customerInfo: CustomerInfo
/**
 * Several values of one key are joined by the separator that the search names
 */
properties: {
[k: string]: string
}
comments: Comment[]
/**
 * The first associated case, or null (seed 000 sample)
 */
associatedCase: (null | AssociatedCase)
associatedCases: AssociatedCase[]
location: LocationInfo
attackInfo: AttackInfo
domain: (null | {
fqdn: string
})
uri: (string | null)
count: number
source: IpEndpoint
destination: IpEndpoint
/**
 * `0` is documented beside names (seed 000 sample)
 */
protocol: string
timestamp: number
startTimestamp: number
endTimestamp: number
/**
 * The documentation's table misspells it lasUpdatedTimestamp; the samples do not
 */
lastUpdatedTimestamp: number
/**
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
flags: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity: ("low" | "medium" | "high" | "critical")
/**
 * This exact spelling (seed 000)
 */
detailedEventIDS: string[]
id: string
}
/**
 * contract/argus.md §6.2; `domain` as the recorded fixture has it
 */
export interface CustomerInfo {
id: number
name: string
shortName: string
domain?: Domain
}
/**
 * Argus domain, contract/argus.md §6.2, §7.1
 */
export interface Domain {
id: number
name: string
}
/**
 * contract/argus.md §6.2
 */
export interface Comment {
timestamp: number
user: UserInfo
comment: string
}
/**
 * Author of a comment, contract/argus.md §6.2
 */
export interface UserInfo {
id: number
customerID: number
customer: CustomerInfo
domain: Domain
userName: string
name: string
type: ("user" | "group")
}
/**
 * contract/argus.md §6.2: v1 status enum in upper case; `description` seen in a recorded fixture
 */
export interface AssociatedCase {
id: number
subject: string
description: string
categoryID: string
categoryName: string
service: string
status: ("ATTACHMENT_ADDED" | "PENDING_CUSTOMER" | "PENDING_SOC" | "PENDING_VENDOR" | "WORKING_SOC" | "WORKING_CUSTOMER" | "PENDING_CLOSE" | "CLOSED")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
priority: ("low" | "medium" | "high" | "critical")
}
/**
 * Where the sensor stands; nulls and id 0 are documented (seed 000 sample)
 */
export interface LocationInfo {
shortName: (string | null)
name: (string | null)
timeZone: (string | null)
id: number
}
/**
 * contract/argus.md §6.2, seed 000 sample
 */
export interface AttackInfo {
alarmID: number
alarmDescription: string
attackCategoryID: number
attackCategoryName: string
signature: string
}
/**
 * contract/argus.md §6.2, seed 000 sample; geoLocation null where unknown
 */
export interface IpEndpoint {
port: number
geoLocation: (null | {
countryCode: (string | null)
countryName: (string | null)
locationName: (string | null)
latitude: number
longitude: number
})
networkAddress: NetworkAddress
}
/**
 * contract/argus.md §6.2, seed 000 sample; maskBits below the full width is a network that events were aggregated over
 */
export interface NetworkAddress {
host: boolean
ipv6: boolean
maskBits: number
multicast: boolean
public: boolean
address: string
}
/**
 * W5.0 getAlarmById
 */
export interface AlarmParams {
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
id: (number | string)
}
/**
 * Members as W5.0 addAlarm names them; the rest is assumed
 */
export interface Alarm {
id: number
shortName: string
description: string
attackCategory: {
id: number
shortName: string
name: string
}
signatures: string[]
labels: string[]
flags: ("DISABLED" | "DELETED")[]
}
/**
 * W5.0 renewApiKeyByPrefix
 */
export interface ApiKeyRenewal {
/**
 * Not looked at
 */
authorization?: string
/**
 * Password of the caller, to confirm; checked when it is given
 */
password?: string
/**
 * 0 is unlimited; three months when left out
 */
expirationDays?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
disableExpiration?: (boolean | string)
}
/**
 * W5.0 initiateApiKey; contract/argus.md §5.1. Cloud providers as sources are not simulated.
 */
export interface ApiKeyRequest {
description: string
/**
 * Not looked at
 */
authorization?: string
/**
 * Password of the caller, to confirm; checked when it is given
 */
password?: string
/**
 * 0 is unlimited; three months when left out
 */
expirationDays?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
disableExpiration?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
disableSourceRestriction?: (boolean | string)
/**
 * @maxItems 256
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
validSources?: string[]
source?: {
provider: ("staticIP" | "disabled")
staticOptions?: {
/**
 * @minItems 1
 * @maxItems 256
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ipAddresses: [string, ...(string)[]]
}
}
sessionConstraints?: {
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * @maxItems 256
 */
function?: string[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
readOnly?: (boolean | string)
}
}
/**
 * Key descriptor, without its secret: W5.0 authentication/v1/apikey
 */
export interface ApiKey {
/**
 * User and key in hexadecimal, 1ab/2c
 */
prefix: string
description: string
createdTimestamp: number
createdByUser: UserInfoV2
/**
 * 0 when it never expires
 */
validUntil: number
validSources: NetworkAddress[]
source: {
provider: ("staticIP" | "disabled")
staticOptions: (null | {
/**
 * @minItems 1
 */
ipAddresses: [string, ...(string)[]]
})
}
constraints: {
customers: CustomerInfo[]
functions: {
id: number
name: string
}[]
readOnly: boolean
}
/**
 * Not kept
 */
lastUsedIP: null
/**
 * Not kept
 */
lastUsedTimestamp: null
}
/**
 * A user as v2 shows it in comments and lineage: contract/argus.md §7.1
 */
export interface UserInfoV2 {
id: number
shortName: string
name: string
type: ("user" | "group")
customer: CustomerInfo
domain: Domain
flags: ("deleted")[]
}
/**
 * W5.0 listApiKeys
 */
export interface ApiKeys {
keys: ApiKey[]
}
/**
 * W4.0 alarms/v1 getCategories, without who made it when
 */
export interface AttackCategory {
id: number
shortName: string
name: string
info: string
flags: ("DISABLED" | "RECONNAISSANCE" | "DELETED")[]
}
/**
 * v2 assessEventBulk, seed 001, contract/argus.md §7: both members are required
 */
export interface BulkAssessmentRequest {
assessment: EventAssessment
search: V2Criteria
}
/**
 * v2 event assessment model, seed 001, contract/argus.md §7.6
 */
export interface EventAssessment {
/**
 * Must not overlap with disableFlag
 * 
 * @maxItems 64
 */
enableFlag?: ("falsePositive" | "notAThreat" | "tuningCandidate" | "followup" | "identifiedThreat" | "acknowledged" | "partiallyAcknowledged")[]
/**
 * @maxItems 64
 */
disableFlag?: ("falsePositive" | "notAThreat" | "tuningCandidate" | "followup" | "identifiedThreat" | "acknowledged" | "partiallyAcknowledged")[]
/**
 * §6.2
 */
newSeverity?: ("low" | "medium" | "high" | "critical")
comment?: string
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
handledByAnalyst?: (boolean | string)
/**
 * Readable cases of the event's customer
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
associateCase?: (number | string)[]
/**
 * Must not overlap with associateCase
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
disassociateCase?: (number | string)[]
/**
 * Checks made after the assessment
 * 
 * @maxItems 16
 */
trigger?: ("slaViolation" | "internalSlaViolation")[]
}
/**
 * contract/argus.md §7.4
 */
export interface V2Criteria {
/**
 * 0 means associated with no case
 * 
 * @maxItems 10000
 */
associatedCase?: (number | string)[]
/**
 * Attacks. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
attack?: AttackCriterion[]
/**
 * By id or short name
 * 
 * @maxItems 10000
 */
customer?: (number | string)[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 10000
 */
domain?: string[]
/**
 * Ends. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
endpoint?: EndpointCriterion[]
/**
 * Full ids; without the type too (assumed)
 * 
 * @maxItems 10000
 */
eventIdentifier?: string[]
/**
 * All of these
 * 
 * @maxItems 64
 */
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * None of these
 * 
 * @maxItems 64
 */
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * Properties. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
property?: PropertyCriterion[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * Any of these
 * 
 * @maxItems 4
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * Both when absent
 * 
 * @maxItems 2
 */
type?: ("aggregated" | "raw")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Which times the bounds are for; created when absent (assumed)
 * 
 * @maxItems 7
 */
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "all")[]
/**
 * any, the default, or all of these times
 */
timeMatchStrategy?: ("any" | "all")
/**
 * Alternatives, ANDed with the rest; one level deep
 * 
 * @maxItems 10000
 */
subCriteria?: V2SubCriteria[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
indexStartTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
indexEndTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * Chained in list order; -createdTimestamp when absent (assumed)
 * 
 * @maxItems 12
 */
sortBy?: ("customerID" | "-customerID" | "eventID" | "-eventID" | "createdTimestamp" | "-createdTimestamp" | "lastUpdatedTimestamp" | "-lastUpdatedTimestamp" | "firstEventTimestamp" | "-firstEventTimestamp" | "lastEventTimestamp" | "-lastEventTimestamp")[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeAllProperties?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeComments?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeSubEvents?: (boolean | string)
/**
 * Keys of properties to return
 * 
 * @maxItems 10000
 * 
 * Items: Word characters, spaces and punctuation, §7.4 (getEvent)
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "propertyKey".
 */
includeProperties?: string[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeUnpublished?: (boolean | string)
}
/**
 * §7.4: the members are ANDed
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "attackCriterion".
 */
export interface AttackCriterion {
/**
 * Id or short name
 * 
 * @maxItems 10000
 */
alarm?: (number | string)[]
/**
 * Id or short name
 * 
 * @maxItems 10000
 */
attackCategory?: (number | string)[]
/**
 * Signatures such as SNORT-1:41336
 * 
 * @maxItems 10000
 */
signature?: string[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
required?: (boolean | string)
}
/**
 * §7.4: the members are ANDed, on one and the same end
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "endpointCriterion".
 */
export interface EndpointCriterion {
/**
 * Addresses or networks in CIDR form
 * 
 * @maxItems 10000
 */
ip?: string[]
/**
 * Single ports
 * 
 * @maxItems 10000
 */
port?: (number | string)[]
/**
 * Country codes
 * 
 * @maxItems 10000
 */
countryCode?: string[]
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
minMaskBits?: (number | string)
/**
 * Default all: either end
 */
endpointFieldStrategy?: ("source" | "destination" | "all")
/**
 * All of these
 * 
 * @maxItems 4
 */
includeFlag?: ("isCustomerNet" | "isPartialCustomerNet" | "customAggregation" | "isManagedBySoc")[]
/**
 * None of these
 * 
 * @maxItems 4
 */
excludeFlag?: ("isCustomerNet" | "isPartialCustomerNet" | "customAggregation" | "isManagedBySoc")[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
required?: (boolean | string)
}
/**
 * §7.4: both strategies are required by the published schema although they have defaults
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "propertyCriterion".
 */
export interface PropertyCriterion {
/**
 * Any property when absent
 */
key?: string
/**
 * Presence of the key when absent
 * 
 * @maxItems 10000
 */
value?: string[]
/**
 * Any or all of the values
 */
valueMatchStrategy: ("any" | "all")
/**
 * tokenized: every word of the text is a word of one value
 */
valueSearchStrategy: ("exact" | "tokenized")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
required?: (boolean | string)
}
/**
 * contract/argus.md §7.4: the same members, no further nesting
 */
export interface V2SubCriteria {
/**
 * 0 means associated with no case
 * 
 * @maxItems 10000
 */
associatedCase?: (number | string)[]
/**
 * Attacks. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
attack?: AttackCriterion[]
/**
 * By id or short name
 * 
 * @maxItems 10000
 */
customer?: (number | string)[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 10000
 */
domain?: string[]
/**
 * Ends. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
endpoint?: EndpointCriterion[]
/**
 * Full ids; without the type too (assumed)
 * 
 * @maxItems 10000
 */
eventIdentifier?: string[]
/**
 * All of these
 * 
 * @maxItems 64
 */
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * None of these
 * 
 * @maxItems 64
 */
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * Properties. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
property?: PropertyCriterion[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * Any of these
 * 
 * @maxItems 4
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * Both when absent
 * 
 * @maxItems 2
 */
type?: ("aggregated" | "raw")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Which times the bounds are for; created when absent (assumed)
 * 
 * @maxItems 7
 */
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "all")[]
/**
 * any, the default, or all of these times
 */
timeMatchStrategy?: ("any" | "all")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
required?: (boolean | string)
}
/**
 * seed 001, contract/argus.md §7.6: HTTP 200 also when some fail
 */
export interface BulkAssessmentResult {
successes: string[]
failures: {
eventID: string
reason: string
}[]
}
/**
 * Case search: names as the XSOAR pack sends them (advancedCaseSearch); contract/argus.md §8, seed 002
 */
export interface CaseCriteria {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * @maxItems 16
 * 
 * Items: Field to sort by; `-` in front turns it round. Chained in list order, §2.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "sortBy".
 */
sortBy?: string[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeDeleted?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeWorkflows?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeDescription?: (boolean | string)
/**
 * @maxItems 4
 */
includeFlags?: ("DELETED" | "MERGED")[]
/**
 * @maxItems 4
 */
excludeFlags?: ("DELETED" | "MERGED")[]
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
caseID?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * By id or short name
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * @maxItems 16
 */
type?: ("securityIncident" | "operationalIncident" | "informational" | "change")[]
/**
 * By id or short name
 * 
 * @maxItems 256
 */
service?: string[]
/**
 * By id or short name
 * 
 * @maxItems 256
 */
category?: string[]
/**
 * @maxItems 16
 */
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")[]
/**
 * @maxItems 8
 * 
 * Items: §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
priority?: ("low" | "medium" | "high" | "critical")[]
/**
 * @maxItems 256
 */
keywords?: string[]
/**
 * Default all
 */
keywordMatchStrategy?: ("any" | "all")
/**
 * Default all
 * 
 * @maxItems 8
 */
keywordFieldStrategy?: ("subject" | "description" | "id" | "all")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Default createdTimestamp
 * 
 * @maxItems 4
 */
timeFieldStrategy?: ("createdTimestamp" | "lastUpdatedTimestamp" | "closedTimestamp" | "all")[]
/**
 * Default any
 */
timeMatchStrategy?: ("any" | "all")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
required?: (boolean | string)
/**
 * Not simulated: only the empty list that clients send
 * 
 * @maxItems 0
 */
assetID?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
tag?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
workflow?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
field?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
user?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
userFieldStrategy?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
accessMode?: []
/**
 * Not simulated
 * 
 * @maxItems 0
 */
explicitAccess?: []
/**
 * @maxItems 256
 */
subCriteria?: CaseSubCriteria[]
}
/**
 * One level below the criteria; seed 002
 */
export interface CaseSubCriteria {
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
caseID?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * By id or short name
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * @maxItems 16
 */
type?: ("securityIncident" | "operationalIncident" | "informational" | "change")[]
/**
 * By id or short name
 * 
 * @maxItems 256
 */
service?: string[]
/**
 * By id or short name
 * 
 * @maxItems 256
 */
category?: string[]
/**
 * @maxItems 16
 */
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")[]
/**
 * @maxItems 8
 * 
 * Items: §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
priority?: ("low" | "medium" | "high" | "critical")[]
/**
 * @maxItems 256
 */
keywords?: string[]
/**
 * Default all
 */
keywordMatchStrategy?: ("any" | "all")
/**
 * Default all
 * 
 * @maxItems 8
 */
keywordFieldStrategy?: ("subject" | "description" | "id" | "all")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Default createdTimestamp
 * 
 * @maxItems 4
 */
timeFieldStrategy?: ("createdTimestamp" | "lastUpdatedTimestamp" | "closedTimestamp" | "all")[]
/**
 * Default any
 */
timeMatchStrategy?: ("any" | "all")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
required?: (boolean | string)
/**
 * @maxItems 4
 */
includeFlags?: ("DELETED" | "MERGED")[]
/**
 * @maxItems 4
 */
excludeFlags?: ("DELETED" | "MERGED")[]
}
/**
 * v1 raw event: contract/argus.md §6.3; protocolID instead of protocol, count always 1, no start, end or update time
 */
export interface NidsEvent {
customerInfo: CustomerInfo
/**
 * Several values of one key are joined by the separator that the search names
 */
properties: {
[k: string]: string
}
comments: Comment[]
sensor: {
sensorID: number
hostName: string
hostIpAddress: NetworkAddress
hostIpString: string
}
location: LocationInfo
attackInfo: AttackInfo
count: 1
engineTimestamp: number
protocolID: number
domain: (null | {
fqdn: string
})
uri: (string | null)
source: IpEndpoint
destination: IpEndpoint
timestamp: number
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity: ("low" | "medium" | "high" | "critical")
/**
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
flags: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
id: string
}
/**
 * contract/argus.md §8
 */
export interface CaseIdParams {
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
id: (number | string)
}
/**
 * contract/argus.md §6: caseID from 1
 */
export interface CaseParams {
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
caseID: (number | string)
}
/**
 * getEventsForCase: contract/argus.md §6
 */
export interface CaseQuery {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * Default -timestamp
 * 
 * @maxItems 4
 */
sortBy?: ("timestamp" | "-timestamp")[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeRawEvents?: (boolean | string)
}
/**
 * contract/argus.md §8; fixture of the XSOAR pack (argus_case_metadata.json)
 */
export interface Case {
id: number
customer: CustomerInfo
service: {
id: number
shortName: string
name: string
localizedName: string
}
category: (null | {
id: number
shortName: string
name: string
localizedName: string
})
type: ("securityIncident" | "operationalIncident" | "informational" | "change")
initialStatus: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
status: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
initialPriority: ("low" | "medium" | "high" | "critical")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
priority: ("low" | "medium" | "high" | "critical")
subject: string
description: (string | null)
customerReference: (string | null)
accessMode: ("roleBased" | "writeRestricted" | "readRestricted" | "explicit")
reporter: (null | UserInfo)
assignedUser: (null | UserInfo)
assignedTech: (null | UserInfo)
createdTimestamp: number
createdByUser: (null | UserInfo)
lastUpdatedTimestamp: number
lastUpdatedByUser: (null | UserInfo)
closedTimestamp: (number | null)
closedByUser: (null | UserInfo)
publishedTimestamp: (number | null)
publishedByUser: (null | UserInfo)
flags: ("DELETED" | "MERGED")[]
currentUserAccess: {
level: ("read" | "write")
role: ("user" | "tech")
}
/**
 * @maxItems 0
 */
workflows: []
originEmailAddress: (string | null)
createdTime: string
lastUpdatedTime: string
closedTime: (string | null)
publishedTime: (string | null)
}
/**
 * W4.0 getCategories
 */
export interface CatalogueQuery {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
/**
 * @maxItems 64
 */
keywords?: string[]
/**
 * Default all
 */
keywordMatch?: ("all" | "any")
}
/**
 * W4.0 getCategoryByIdOrShortName
 */
export interface CategoryParams {
idOrShortName: string
}
/**
 * A code that was used before is challenged with status 206: W5.0 authentication/v1/totp
 */
export interface Challenge {
failed: boolean
message: string
/**
 * @maxItems 0
 */
suppressed: []
username: string
}
/**
 * What Argus requests and models share. Sources: contract/argus.md sections as cited.
 */
export interface Common {
[k: string]: unknown
}
/**
 * contract/argus.md §5.2; an empty list does not narrow (§9)
 */
export interface ConstrainRequest {
/**
 * Ids or short names
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * @maxItems 256
 */
function?: string[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
readOnly?: (boolean | string)
}
/**
 * contract/argus.md §8; fixture of the XSOAR pack
 */
export interface CurrentUser {
id: number
userName: string
name: string
customer: CustomerInfo
domain: Domain
email: string
mobile: (string | null)
imageURL: (string | null)
language: ("ENGLISH" | "NORWEGIAN")
timeZone: {
description: string
}
flags: ("DISABLED" | "AUTH_PASSWORD" | "AUTH_LDAP" | "AUTH_SMS" | "AUTH_TOTP" | "AUTH_SIGNATURE" | "AUTH_APIKEY")[]
properties: {
[k: string]: string
}
publicKey: (string | null)
ascendantIDs: number[]
createdTimestamp: number
createdByUser: (null | UserInfo)
lastUpdatedTimestamp: number
lastUpdatedByUser: (null | UserInfo)
lastLoginTimestamp: (number | null)
lastLoginIP: (string | null)
lastImpersonationTimestamp: (number | null)
}
/**
 * W4.0 listBasicCustomers; `relevance` means the order by id
 */
export interface CustomerListQuery {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
/**
 * Ids or short names of direct parents
 * 
 * @maxItems 1024
 */
parent?: string[]
/**
 * Each must stand in the id, name or short name
 * 
 * @maxItems 64
 */
keywords?: string[]
/**
 * @maxItems 64
 */
includeProperties?: string[]
/**
 * @maxItems 64
 */
includePropertiesWithPrefix?: string[]
/**
 * @maxItems 8
 */
sortBy?: ("id" | "name" | "shortName" | "relevance" | "-id" | "-name" | "-shortName" | "-relevance")[]
}
/**
 * W4.0 getBasicCustomer
 */
export interface CustomerParams {
idOrShortName: string
}
/**
 * W4.0 checkSessionPermission
 */
export interface CustomerPermissionParams {
function: string
customer: string
}
/**
 * W4.0 getBasicCustomer
 */
export interface CustomerQuery {
domain?: string
/**
 * @maxItems 64
 */
includeProperties?: string[]
/**
 * @maxItems 64
 */
includePropertiesWithPrefix?: string[]
}
/**
 * contract/argus.md §8
 */
export interface CustomerV1Params {
shortName: string
}
/**
 * Older customers/v1 by short name: contract/argus.md §8; only id is known to be read, the rest is assumed
 */
export interface CustomerV1 {
id: number
name: string
shortName: string
domain: Domain
parentID: (number | null)
customerGroup: boolean
}
/**
 * contract/argus.md §8; W4.0 customers/v2 getBasicCustomer
 */
export interface Customer {
id: number
name: string
shortName: string
domain: Domain
parentID: (number | null)
/**
 * Itself first
 */
ancestorIDs: number[]
flags: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
language: ("norwegian" | "english")
timeZone: string
type: ("group" | "leaf")
/**
 * Null when none were asked for
 */
properties: (null | {
key: string
value: string
defaultValue: (string | null)
source: ("descriptor" | "customer" | "inherited")
}[])
}
/**
 * Expected domain of the session, by id or name: W4.0 getSession
 */
export interface DomainQuery {
domain?: string
}
/**
 * The result set of every answer: contract/argus.md §1, seeds 000 and 002. `size` comes last, as in the documented sample.
 */
export interface Envelope {
responseCode: number
limit: number
offset: number
/**
 * -1 when counting timed out (seed 002)
 */
count: number
metaData: {

}
messages: {
message: (string | null)
messageTemplate: (string | null)
type: ("FIELD_ERROR" | "ACTION_ERROR" | "WARNING" | "NOTIFICATION" | "INFO")
field: (string | null)
parameter: (string | null)
timestamp: number
}[]
data: unknown
size: number
}
/**
 * GET aggregated and nids: contract/argus.md §6
 */
export interface EventListQuery {
/**
 * Repeated key
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * Repeated key
 * 
 * @maxItems 1024
 */
signature?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
endTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
}
/**
 * contract/argus.md §6: getEventByPath
 */
export interface EventParams {
/**
 * A free string in the schema; AGGR and NIDS are seen
 */
type: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
/**
 * v1 updateEventsBulk, contract/argus.md §6: both members are required
 */
export interface EventUpdateBulkRequest {
criteria: AggregatedCriteria
update: EventUpdate
}
/**
 * v1 update model, contract/argus.md §6.7. That only the flags which v2 lets an assessment change may be changed is assumed.
 */
export interface EventUpdate {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
associateToCase?: (number | string)
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
associateCases?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
unassociateCases?: (number | string)[]
comment?: string
/**
 * @maxItems 64
 */
flagsToEnable?: ("FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED")[]
/**
 * @maxItems 64
 */
flagsToDisable?: ("FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED")[]
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
newSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
handledByAnalyst?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
recursiveAnnotation?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
recursiveResult?: (boolean | string)
triggers?: {
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
slaViolation?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
internalSlaViolation?: (boolean | string)
}
}
/**
 * v1 updateEvents, contract/argus.md §6
 */
export interface EventUpdateRequest {
/**
 * Full ids, TYPE/timestamp/customer/uuid
 * 
 * @minItems 1
 * @maxItems 10000
 */
eventIdentifiers: [string, ...(string)[]]
update: EventUpdate
}
/**
 * A refusal: data null, counters zero, at least one message with type, field and message. contract/argus.md §1, §9
 */
export interface Failure {
responseCode: number
limit: number
offset: number
/**
 * -1 when counting timed out (seed 002)
 */
count: number
metaData: {

}
/**
 * @minItems 1
 */
messages: [{
message: (string | null)
messageTemplate: (string | null)
type: ("FIELD_ERROR" | "ACTION_ERROR" | "WARNING" | "NOTIFICATION" | "INFO")
field: (string | null)
parameter: (string | null)
timestamp: number
}, ...({
message: (string | null)
messageTemplate: (string | null)
type: ("FIELD_ERROR" | "ACTION_ERROR" | "WARNING" | "NOTIFICATION" | "INFO")
field: (string | null)
parameter: (string | null)
timestamp: number
})[]]
data: null
size: number
}
/**
 * Answer of the legacy path: W5.0 legacyTOTPAuthentication shows the credentials bare; older clients read username, cookie and sessionKey (contract/argus.md §5.3)
 */
export interface LegacyNewSession {
clientIP: string
forwardedIP: (string | null)
/**
 * The session token: value of the cookie, or a bearer token
 */
requestCredentialsData: string
requestCredentialsType: ("sessionToken" | "signature" | "apikey")
uri: (string | null)
credentials: RequestCredentials
username: string
cookie: string
sessionKey: string
}
/**
 * W4.0 authentication/v1/session constrainSession
 */
export interface RequestCredentials {
clientIP: string
forwardedIP: (string | null)
/**
 * The session token: value of the cookie, or a bearer token
 */
requestCredentialsData: string
requestCredentialsType: ("sessionToken" | "signature" | "apikey")
uri: (string | null)
}
/**
 * contract/argus.md §7: default -createdTimestamp
 */
export interface LineageQuery {
/**
 * @maxItems 4
 */
sortBy?: ("createdTimestamp" | "-createdTimestamp")[]
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
}
/**
 * contract/argus.md §6: getEventLinks takes RAW or AGGR only
 */
export interface LinkParams {
type: ("RAW" | "AGGR")
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
/**
 * Password and LDAP methods: contract/argus.md §5.3; W5.0 authentication/v1/password and totp. `mode` is what older clients add.
 */
export interface LogInRequest {
/**
 * Name of the user, without the domain
 */
userName: string
/**
 * Static password
 */
password: string
/**
 * Domain of the user; the only one when left out
 */
domain?: string
/**
 * Not granted here: nobody is made to set a password
 * 
 * @maxItems 2
 */
requestedAuthorizations?: ("enrollPublicKey" | "setPassword")[]
mode?: string
}
/**
 * W5.0 initiateApiKey: the only answer that ever holds the whole key
 */
export interface NewApiKey {
apiKeyString: string
keyDescriptor: ApiKey
}
/**
 * A session just made: contract/argus.md §5.3, W4.0 constrainSession
 */
export interface NewSession {
/**
 * @maxItems 0
 */
authorizations: []
credentials: RequestCredentials
/**
 * Base64; key of the CSRF tokens
 */
sessionKey: string
}
/**
 * contract/argus.md §6.5; list sizes at most 1024; the aggregated criteria without minCount, associatedCaseID and *IPMinBits, with sensorID
 */
export interface NidsCriteria {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeDeleted?: (boolean | string)
/**
 * Deprecated; by id
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * By id or short name
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
required?: (boolean | string)
/**
 * Objects; older clients send the full id
 * 
 * @maxItems 1024
 */
eventIdentifier?: (string | {
type: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
})[]
/**
 * Locations of sensors
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
locationID?: (number | string)[]
/**
 * Not together with minSeverity or maxSeverity
 * 
 * @maxItems 1024
 * 
 * Items: §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
minSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
maxSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * Alarms
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
alarmID?: (number | string)[]
/**
 * Attack categories
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
attackCategoryID?: (number | string)[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
sourceGeoCountry?: string[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
destinationGeoCountry?: string[]
/**
 * Country codes, either end
 * 
 * @maxItems 1024
 */
geoCountry?: string[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 1024
 */
domain?: string[]
/**
 * All of these
 */
properties?: {
[k: string]: string | number | boolean
}
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exactMatchProperties?: (boolean | string)
/**
 * What joins several values of a property
 */
multivaluePropertySeparator?: ("comma" | "newline")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
sourceIP?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
destinationIP?: string[]
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
port?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
sourcePort?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
destinationPort?: (number | string)[]
/**
 * Signatures such as SNORT-1:41336
 * 
 * @maxItems 1024
 */
signature?: string[]
/**
 * @maxItems 1024
 */
subCriteria?: NidsCriteria[]
/**
 * Which times startTimestamp and endTimestamp bound; not together with lastUpdatedTimestamp
 * 
 * @maxItems 8
 */
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
lastUpdatedTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
indexStartTime?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
indexEndTime?: (number | string)
/**
 * @maxItems 16
 * 
 * Items: Field to sort by; `-` in front turns it round. Chained in list order, §2.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "sortBy".
 */
sortBy?: string[]
/**
 * All of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * None of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * An artefact of the published schema; read and ignored
 */
includeFlag?: ({

} | unknown[])
/**
 * An artefact of the published schema; read and ignored
 */
excludeFlag?: ({

} | unknown[])
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
skipFutureEvents?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeUnpublished?: (boolean | string)
/**
 * Sensors
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
sensorID?: (number | string)[]
}
/**
 * contract/argus.md §6: getPcap of v1 takes NIDS, AGGR or AGGRATTACK only
 */
export interface PayloadPcapParams {
type: ("NIDS" | "AGGR" | "AGGRATTACK")
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
/**
 * Payload model: seed 001; contract/argus.md §6.4, §7.1. Both versions have the same.
 */
export interface Payload {
/**
 * The event that was asked for; the bytes may be those of one of its sub-events (§7.1)
 */
id: string
/**
 * Which type an event has is assumed: see src/products/captures.ts
 */
type: ("ethernet" | "binary" | "string" | "pcap")
/**
 * Base64 unless the type is string (seed 001)
 */
payload: string
}
/**
 * W4.0 checkSessionFunctionPermission
 */
export interface PermissionParams {
function: string
}
/**
 * W5.0 renewApiKeyByPrefix, or the number of an own key (renewApiKeyById)
 */
export interface PrefixParams {
prefix: string
}
/**
 * v2 reindexEvents, contract/argus.md §7
 */
export interface ReindexRequest {
/**
 * @minItems 1
 * @maxItems 10000
 */
eventID: [string, ...(string)[]]
}
/**
 * v2 reindexEvents, contract/argus.md §7
 */
export interface ReindexResult {
count: number
}
/**
 * Shape assumed: only the operation is known (contract/argus.md §4)
 */
export interface ResolvedTime {
timestring: string
timestamp: number
}
/**
 * contract/argus.md §5.2
 */
export interface SessionAddressParams {
sessionIdentifier: string
ip: string
}
/**
 * W4.0 evictSession; contract/argus.md §5.2
 */
export interface SessionParams {
sessionIdentifier: string
}
/**
 * contract/argus.md §5.2
 */
export interface Session {
authenticationMethod: ("PASSWORD" | "SIGNATURE" | "SMS" | "TOTP" | "APIKEY" | "LDAP" | "IMPERSONATED" | "OPENID" | "ENROLLMENT")
clientIP: string
createdTimestamp: number
passwordNotSet: boolean
readOnly: boolean
securityLevel: ("ADMINISTRATIVE" | "DEFAULT" | "EXTERNAL")
sessionKey: (string | null)
timestamp: number
}
/**
 * By id or by name, SNORT-1:1000001; assumed, contract/argus.md §8 names the module only
 */
export interface SignatureParams {
idOrSignature: string
}
/**
 * Assumed: contract/argus.md §8 knows only that there is such a path
 */
export interface Signature {
id: number
signature: string
description: string
alarm: {
id: number
shortName: string
description: string
}
}
/**
 * The prefix with its slash unescaped, as clients send it; contract/argus.md §5.1
 */
export interface SplitPrefixParams {
prefixUser: string
prefixKey: string
}
/**
 * contract/argus.md §6.6
 */
export interface StatsRequest {
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeDeleted?: (boolean | string)
/**
 * Deprecated; by id
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID?: (number | string)[]
/**
 * By id or short name
 * 
 * @maxItems 1024
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
exclude?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
required?: (boolean | string)
/**
 * Objects; older clients send the full id
 * 
 * @maxItems 1024
 */
eventIdentifier?: (string | {
type: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
})[]
/**
 * Locations of sensors
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
locationID?: (number | string)[]
/**
 * Not together with minSeverity or maxSeverity
 * 
 * @maxItems 1024
 * 
 * Items: §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
minSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
maxSeverity?: ("low" | "medium" | "high" | "critical")
/**
 * Alarms
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
alarmID?: (number | string)[]
/**
 * Attack categories
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
attackCategoryID?: (number | string)[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
sourceGeoCountry?: string[]
/**
 * Country codes
 * 
 * @maxItems 1024
 */
destinationGeoCountry?: string[]
/**
 * Country codes, either end
 * 
 * @maxItems 1024
 */
geoCountry?: string[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 1024
 */
domain?: string[]
/**
 * All of these
 */
properties?: {
[k: string]: string | number | boolean
}
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
exactMatchProperties?: (boolean | string)
/**
 * What joins several values of a property
 */
multivaluePropertySeparator?: ("comma" | "newline")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
minCount?: (number | string)
/**
 * 0 means not associated
 * 
 * @maxItems 1024
 * 
 * Items: A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
associatedCaseID?: (number | string)[]
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
sourceIPMinBits?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
destinationIPMinBits?: (number | string)
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
sourceIP?: string[]
/**
 * @maxItems 1024
 * 
 * Items: An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
destinationIP?: string[]
/**
 * Either end
 * 
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
port?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
sourcePort?: (number | string)[]
/**
 * @maxItems 1024
 * 
 * Items: A port or an inclusive range of ports such as 1024-65535, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "port".
 */
destinationPort?: (number | string)[]
/**
 * Signatures such as SNORT-1:41336
 * 
 * @maxItems 1024
 */
signature?: string[]
/**
 * OR between them, AND with the rest; exclude and required turn that
 * 
 * @maxItems 1024
 */
subCriteria?: AggregatedCriteria[]
/**
 * Which times startTimestamp and endTimestamp bound; not together with lastUpdatedTimestamp
 * 
 * @maxItems 8
 */
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
lastUpdatedTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
indexStartTime?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
indexEndTime?: (number | string)
/**
 * All of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * None of these
 * 
 * @maxItems 1024
 * 
 * Items: Event flags of v1, §7.3
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "flag".
 */
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
/**
 * An artefact of the published schema; read and ignored
 */
includeFlag?: ({

} | unknown[])
/**
 * An artefact of the published schema; read and ignored
 */
excludeFlag?: ({

} | unknown[])
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
skipFutureEvents?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeUnpublished?: (boolean | string)
/**
 * SENSOR only in a client's list
 * 
 * @maxItems 14
 */
groupBy?: ("ATTACK_IDENTIFIER" | "ATTACK_CATEGORY" | "ALARM" | "LOCATION" | "EVENT_SEVERITY" | "SOURCEIP" | "DESTINATIONIP" | "PROTOCOL" | "CUSTOMER" | "SOURCE_GEOIP_LOCATION" | "SOURCE_GEOIP_COUNTRY" | "DESTINATION_GEOIP_LOCATION" | "DESTINATION_GEOIP_COUNTRY" | "SENSOR")[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
countRawEvents?: (boolean | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
cutoff?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeOthers?: (boolean | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
resolution?: (number | string)
/**
 * weeks, months and years only with resolution 1; default milliseconds
 */
resolutionUnit?: ("milliseconds" | "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years")
/**
 * Which time puts an event in a frame; default startEndTimestamp
 */
timeFrameStrategy?: ("timestamp" | "startEndTimestamp")
}
/**
 * v1 statistics. The published schema is empty; this is what its consumer reads (contract/argus.md §6.6): keyID is 1-based and names an entry of keys. Names of the per-group members are assumed.
 */
export interface Stats {
keys: {
id: number
[k: string]: unknown
}[]
timeFrames: {
timeFrame: {
startTime: number
endTime: number
}
records: {
keyID: number
value: {
count: number
rawEventCount?: number
}
}[]
}[]
}
/**
 * v2 submitEventsBulk, contract/argus.md §7. The events are checked one by one, so that dropInvalid can drop those that are wrong.
 */
export interface SubmitBulkRequest {
/**
 * @minItems 1
 * @maxItems 10000
 */
events: [{

}, ...({

})[]]
/**
 * Default rejectAll
 */
onError?: ("rejectAll" | "dropInvalid")
}
/**
 * v2 submitEventsBulk, contract/argus.md §7
 */
export interface SubmitBulkResult {
accepted: number
rejected: number
events: {
id: (string | null)
status: ("accepted" | "rejected")
message: (string | null)
}[]
}
/**
 * An event to submit: contract/argus.md §7.8. Which members are required, and which flags are the subset that may be submitted, is assumed.
 */
export interface SubmitEvent {
id: {
/**
 * A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer: (number | string)
customerDomain?: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
timestamp?: (number | string)
type: ("raw" | "aggregated")
/**
 * Made by the service when left out
 */
uuid?: string
}
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
startTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
endTimestamp?: (number | string)
signature: string
/**
 * §6.2
 */
severity?: ("low" | "medium" | "high" | "critical")
/**
 * A whole number from 1; also as a numeric string (§9).
 */
count?: (number | string)
/**
 * Where the sensor stands, by id or short name
 */
location?: (number | string)
/**
 * A number or a name
 */
protocol?: (number | string)
source?: {
/**
 * An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string
port?: (number | string)
user?: string
host?: string
geoLocation?: {
countryCode?: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
geoLocationID?: (number | string)
latitude?: number
longitude?: number
}
}
destination?: {
/**
 * An IPv4 or IPv6 address or network in CIDR form, §6.8
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "address".
 */
ip?: string
port?: (number | string)
user?: string
host?: string
geoLocation?: {
countryCode?: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
geoLocationID?: (number | string)
latitude?: number
longitude?: number
}
}
/**
 * @maxItems 64
 */
flags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "PARTIALLY_BLOCKED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "FILTERED" | "CHECKED" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "INCOMPLETE_DETAILS" | "PAYLOAD_TRUNCATED" | "EVENT_FROM_OT_ENVIRONMENT")[]
/**
 * Keys are cut at 50 characters, values at 1024
 */
properties?: {
/**
 * @minItems 1
 * @maxItems 1024
 */
[k: string]: [string, ...(string)[]]
}
/**
 * @maxItems 10000
 */
subEvents?: string[]
uri?: string
fqdn?: string
/**
 * Read and ignored: submitted events are not aggregated further here
 */
aggregationKey?: string
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
associatedCaseID?: (number | string)
/**
 * @maxItems 1024
 * 
 * Items: A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
associatedCaseIDs?: (number | string)[]
payload?: {
/**
 * At most 1 MiB; base64 unless a string
 */
payload: string
payloadType: ("ethernet" | "pcap" | "binary" | "string")
}
}
/**
 * W5.0 world/v1/time
 */
export interface TimeQuery {
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
timestring: (number | string)
}
/**
 * TOTP method: contract/argus.md §5.3; W5.0 authentication/v1/password and totp. `mode` is what older clients add.
 */
export interface TotpLogInRequest {
/**
 * Name of the user, without the domain
 */
userName: string
/**
 * Static password
 */
password: string
/**
 * Domain of the user; the only one when left out
 */
domain?: string
/**
 * Not granted here: nobody is made to set a password
 * 
 * @maxItems 2
 */
requestedAuthorizations?: ("enrollPublicKey" | "setPassword")[]
/**
 * Current code of the generator
 */
tokenCode: string
mode?: string
}
/**
 * contract/argus.md §5.1
 */
export interface UserParams {
/**
 * Id or name
 */
user: string
}
/**
 * contract/argus.md §5.1
 */
export interface UserPrefixParams {
/**
 * Id or name
 */
user: string
prefix: string
}
/**
 * The prefix with its slash unescaped, as clients send it; contract/argus.md §5.1
 */
export interface UserSplitPrefixParams {
/**
 * Id or name
 */
user: string
prefixUser: string
prefixKey: string
}
/**
 * seed 001 case model; ids are numbers (published schema). Assumed: attachmentAdded of v1 is shown as pendingSoc
 */
export interface V2AssociatedCase {
id: number
subject: string
categoryID: number
categoryName: string
serviceID: number
serviceName: string
status: ("closed" | "pendingClose" | "pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingCustomer" | "workingSoc")
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
priority: ("low" | "medium" | "high" | "critical")
}
/**
 * listEventsByCase: contract/argus.md §7, seed 001
 */
export interface V2CaseQuery {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
/**
 * Default -timestamp
 * 
 * @maxItems 4
 */
sortBy?: ("timestamp" | "-timestamp")[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeAllProperties?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeComments?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeSubEvents?: (boolean | string)
/**
 * Repeated key; any of it only when includeAllProperties is not set
 * 
 * @maxItems 10000
 * 
 * Items: Word characters, spaces and punctuation, §7.4 (getEvent)
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "propertyKey".
 */
includeProperties?: string[]
}
/**
 * contract/argus.md §7.1
 */
export interface V2Comment {
comment: string
timestamp: number
user: UserInfoV2
}
/**
 * What requests and models of Events v2 share. Sources: contract/argus.md sections as cited.
 */
export interface V2Common {
[k: string]: unknown
}
/**
 * §7.5
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "groupBy".
 */
export interface GroupBy {
field: ("signature" | "attackCategory" | "alarm" | "location" | "severity" | "sourceIP" | "destinationIP" | "protocol" | "customer" | "sourceCountry" | "destinationCountry" | "associatedCase")
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeOthers?: (boolean | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 */
limit?: (number | string)
}
/**
 * §7.5
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "timeline".
 */
export interface Timeline {
/**
 * Unique in the request
 */
name: string
/**
 * §4; firstAssessment is the criterion, firstAssessed the member of the model
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "timeField".
 */
field: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent")
resolution: ("minutes" | "hours" | "days" | "weeks" | "months" | "years")
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 */
endTimestamp?: (number | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeEmpty?: (boolean | string)
}
/**
 * seed 001 endpoint model; contract/argus.md §7.1. Assumed: null for what is not known, and CIDR form for an event that was aggregated over a network
 */
export interface V2Endpoint {
address: string
/**
 * Null for hosts outside the customer networks (assumed)
 */
host: (string | null)
port: number
user: (string | null)
geoInfo: (null | {
countryCode: string
countryName: string
locationName: string
latitude: number
longitude: number
})
/**
 * Items: Flags of an end, seed 001 endpoint model
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "endpointFlag".
 */
flags: ("isCustomerNet" | "isPartialCustomerNet" | "customAggregation" | "isManagedBySoc")[]
}
/**
 * contract/argus.md §7: getEvent
 */
export interface V2EventParams {
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
/**
 * getEvent: contract/argus.md §7
 */
export interface V2EventQuery {
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeAllProperties?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeComments?: (boolean | string)
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "truth".
 */
includeSubEvents?: (boolean | string)
/**
 * Repeated key; any of it only when includeAllProperties is not set
 * 
 * @maxItems 10000
 * 
 * Items: Word characters, spaces and punctuation, §7.4 (getEvent)
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "propertyKey".
 */
includeProperties?: string[]
}
/**
 * The one event model of v2: contract/argus.md §7.1, seed 001. What was not requested is left out (assumed, §10.10)
 */
export interface V2Event {
/**
 * As in v1, such as AGGR/1707750245205/204/6af7dee0-08b6-437e-a932-57a5953b26ed; raw ones are printed NIDS/… as in v1 (contract/argus.md §10.5)
 */
id: string
uuid: string
/**
 * seed 001
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "eventType".
 */
type: ("aggregated" | "raw")
source: V2Endpoint
destination: V2Endpoint
customer: CustomerInfo
location: {
id: number
shortName: string
name: string
}
signature: {
name: string
}
alarm: {
id: number
shortName: string
description: string
}
attackCategory: {
id: number
shortName: string
name: string
}
/**
 * Null where there is none (assumed)
 */
domain: (string | null)
/**
 * Null where there is none (assumed)
 */
uri: (string | null)
/**
 * 0 for raw events (seed 001; the published schema says 1)
 */
count: number
/**
 * §6.2
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "severity".
 */
severity: ("low" | "medium" | "high" | "critical")
timestamps: {
created: number
lastUpdated: number
/**
 * Null for raw events
 */
firstEvent: (number | null)
/**
 * Null for raw events
 */
lastEvent: (number | null)
enginePersisted: number
/**
 * Null until it is assessed
 */
firstAssessed: (number | null)
/**
 * Association with a case; null until then
 */
firstNotified: (number | null)
}
sensor: {
id: number
hostName: string
ip: string
}
protocol: ("tcp" | "udp" | "icmp" | "ip" | "esp" | "unknown")
/**
 * Empty for raw events (assumed)
 */
associatedCases: V2AssociatedCase[]
/**
 * Items: Event flags of v2, §7.2
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "eventFlag".
 */
flags: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * When requested; null for raw events
 */
subEvents?: (string[] | null)
/**
 * When requested; a list, not a map
 */
properties?: V2Property[]
/**
 * When requested
 */
comments?: V2Comment[]
}
/**
 * seed 001 properties model
 */
export interface V2Property {
type: ("boolean" | "long" | "string" | "double")
key: string
/**
 * @minItems 1
 */
values: [string, ...(string)[]]
}
/**
 * GET event: contract/argus.md §7
 */
export interface V2ListQuery {
/**
 * @maxItems 2
 * 
 * Items: seed 001
 * 
 * This interface was referenced by `V2Common`'s JSON-Schema
 * via the `definition` "eventType".
 */
type?: ("aggregated" | "raw")[]
/**
 * Repeated key; id or short name
 * 
 * @maxItems 10000
 * 
 * Items: A customer by id or short name, §6.5
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "customerName".
 */
customer?: (number | string)[]
/**
 * Repeated key
 * 
 * @maxItems 10000
 */
signature?: string[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
limit?: (number | string)
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
offset?: (number | string)
}
/**
 * contract/argus.md §7.5. The rest of a level is the group "other", which has no rawEventCount
 */
export interface V2StatsRecord {
/**
 * Null only in the one record of a request that groups by nothing (assumed)
 */
group: (null | {
identifier: string
shortName: string
displayName: string
type: ("signature" | "attackCategory" | "alarm" | "location" | "severity" | "sourceIP" | "destinationIP" | "protocol" | "customer" | "sourceCountry" | "destinationCountry" | "associatedCase")
})
count: number
/**
 * Raw events behind the events counted: the count of an aggregate, one for a raw event (assumed)
 */
rawEventCount?: number
buckets: V2StatsRecord[]
/**
 * Only at the bottom of the hierarchy
 * 
 * Items: One of the requested timelines
 */
timeline: {
name: string
count: number
rawEventCount?: number
/**
 * Items: One stretch of time
 */
buckets: {
timestamp: number
count: number
rawEventCount?: number
}[]
}[]
}
/**
 * contract/argus.md §7.5: criteria without paging, index times and what to include
 */
export interface V2StatsRequest {
/**
 * 0 means associated with no case
 * 
 * @maxItems 10000
 */
associatedCase?: (number | string)[]
/**
 * Attacks. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
attack?: AttackCriterion[]
/**
 * By id or short name
 * 
 * @maxItems 10000
 */
customer?: (number | string)[]
/**
 * Fully qualified names; not validated
 * 
 * @maxItems 10000
 */
domain?: string[]
/**
 * Ends. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
endpoint?: EndpointCriterion[]
/**
 * Full ids; without the type too (assumed)
 * 
 * @maxItems 10000
 */
eventIdentifier?: string[]
/**
 * All of these
 * 
 * @maxItems 64
 */
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * None of these
 * 
 * @maxItems 64
 */
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment")[]
/**
 * Properties. OR between them; required=true ANDs, exclude=true negates. Unique in the published schema; equal ones are harmless, so they are not compared
 * 
 * @maxItems 10000
 */
property?: PropertyCriterion[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
productionCustomers?: (boolean | string)
/**
 * Any of these
 * 
 * @maxItems 4
 */
severity?: ("low" | "medium" | "high" | "critical")[]
/**
 * Both when absent
 * 
 * @maxItems 2
 */
type?: ("aggregated" | "raw")[]
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
startTimestamp?: (number | string)
/**
 * Epoch milliseconds as number or string, ISO-8601 in UTC only, `now`, or a signed distance from now such as -24hours, -2days, -7d. Source: §4. Proven are now, -24hours, -2days and -7d; the other units are assumed.
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "time".
 */
endTimestamp?: (number | string)
/**
 * Which times the bounds are for; created when absent (assumed)
 * 
 * @maxItems 7
 */
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "all")[]
/**
 * any, the default, or all of these times
 */
timeMatchStrategy?: ("any" | "all")
/**
 * Alternatives, ANDed with the rest; one level deep
 * 
 * @maxItems 10000
 */
subCriteria?: V2SubCriteria[]
/**
 * Their order is the hierarchy; each field once (assumed)
 * 
 * @maxItems 12
 */
groupBy?: GroupBy[]
/**
 * Counted on the leaves only
 * 
 * @maxItems 16
 */
timeline?: Timeline[]
/**
 * A boolean; also as text in any case of its first letter or whole, because Python clients send True and False (§2).
 */
includeUnpublished?: (boolean | string)
}
/**
 * contract/argus.md §7: links take RAW or AGGR only
 */
export interface V2TypedLinkParams {
type: ("RAW" | "AGGR")
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
/**
 * contract/argus.md §7: the type is there for ids of v1 and is ignored
 */
export interface V2TypedParams {
type: ("AGGR" | "NIDS" | "RAW")
/**
 * A whole number from 0; also as a numeric string, which real clients send and the vendor's JSON mapper coerces (§9, XSOAR).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "natural".
 */
timestamp: (number | string)
/**
 * A whole number from 1; also as a numeric string (§9).
 * 
 * This interface was referenced by `Common`'s JSON-Schema
 * via the `definition` "positive".
 */
customerID: (number | string)
eventID: string
}
