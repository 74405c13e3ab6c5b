/** Generated from schemas/ by `npm run types`; do not edit. */

/**
 * contract/argus.md §6
 */
export type AggregatedEvents = AggregatedEvent[]
/**
 * Events of a case; raw ones only when asked for. contract/argus.md §6 getEventsForCase
 */
export type CaseEvents = (AggregatedEvent | NidsEvent)[]
/**
 * contract/argus.md §6: `type` since client 5.0
 */
export type EventLinks = {
name: string
type: ("generic" | "specific")
uri: string
}[]
/**
 * contract/argus.md §6
 */
export type NidsEvents = NidsEvent[]
/**
 * What the single-event path returns: the full model of the type in the path (seed 000 sample; the published schema shows only its base class, contract/argus.md §6.1)
 */
export type SingleEvent = (AggregatedEvent | NidsEvent)

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
 * What Argus requests and models share. Sources: contract/argus.md sections as cited.
 */
export interface Common {
[k: string]: unknown
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
