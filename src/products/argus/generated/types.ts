/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */

export type Ids = string[]
export type Tags = (Tag | string)[]
export type CaseIDs = (number | string)[]
export type CustomerIDs = (number | string)[]
export type Customers = (number | string)[]
export type Types = ("securityIncident" | "operationalIncident" | "informational" | "change")[]
export type Services = (number | string)[]
export type Categories = (number | string)[]
export type Statuses = ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")[]
export type Priorities = ("low" | "medium" | "high" | "critical")[]
export type AssetIDs = (number | string)[]
export type Tags1 = {
key: string
values?: string[]
exclude?: (boolean | string)
}[]
export type Workflows = {
flow: ("validation" | "nocValidation" | "tuning" | "escalation" | "customerUpdate" | "escalateTI" | "escalateNSA" | "escalateLog" | "escalateInfra" | "escalateDetection" | "escalateOperations" | "escalateMSI" | "escalateMSIAnalyst" | "severityAlert" | "slaViolation" | "internalSlaViolation" | "delegateToSOC" | "escalateDEV" | "escalateTRS" | "escalateMSSAnalyst" | "escalateTAM" | "qaValidation" | "socAnalysis" | "escalateO3C")
acknowledged?: (boolean | string)
exclude?: (boolean | string)
}[]
export type Fields = {
field: string
values?: string[]
exclude?: (boolean | string)
}[]
export type Keywords = string[]
export type KeywordFields = ("subject" | "description" | "comments" | "customerReference" | "id" | "all")[]
export type Users = (number | string)[]
export type UserIDs = (number | string)[]
export type UserFields = ("reporter" | "assignedUser" | "assignedTech" | "createdByUser" | "lastUpdatedByUser" | "closedByUser" | "publishedByUser" | "commentedByUser" | "watchedByUser" | "all")[]
export type AccessModes = ("roleBased" | "readRestricted" | "writeRestricted" | "explicit")[]
export type ExplicitAccess = {
subject?: (number | string)[]
level?: ("read" | "write" | "owner")[]
includeSubjectAnscendants?: (boolean | string)
startTimestamp?: (number | string)
endTimestamp?: (number | string)
}[]
export type Flags = ("DELETED" | "EXTERNAL_SYNC" | "HAS_ATTACHMENT" | "INTERNAL" | "MAIL_UPDATE" | "MERGED" | "NOTIFIED" | "PUBLISHED" | "SUBMITTED_BY_ANONYMOUS_USER" | "SUBMITTED_BY_OTHER_USER" | "DEFAULT_CONTACTS" | "DESCRIPTION_EDITED" | "SUBMITTED_BY_TECH" | "SUBJECT_EDITED" | "HAS_EVENTS" | "TEST_DATA" | "HAS_COMMENTS" | "REOPENED" | "CREATED_AS_PUBLISHED")[]
export type TimeFields = ("createdTimestamp" | "lastUpdatedTimestamp" | "closedTimestamp" | "publishedTimestamp" | "customerDueTimestamp" | "techDueTimestamp" | "all")[]
export type SortBy = ("id" | "reporter" | "createdByUser" | "createdTimestamp" | "lastUpdatedByUser" | "lastUpdatedTimestamp" | "assignedUser" | "assignedTech" | "closedByUser" | "closedTimestamp" | "customerDueTimestamp" | "techDueTimestamp" | "publishedByUser" | "publishedTimestamp" | "customer" | "priority" | "status" | "type" | "service" | "category" | "subject" | "-id" | "-reporter" | "-createdByUser" | "-createdTimestamp" | "-lastUpdatedByUser" | "-lastUpdatedTimestamp" | "-assignedUser" | "-assignedTech" | "-closedByUser" | "-closedTimestamp" | "-customerDueTimestamp" | "-techDueTimestamp" | "-publishedByUser" | "-publishedTimestamp" | "-customer" | "-priority" | "-status" | "-type" | "-service" | "-category" | "-subject")[]
export type CaseNotifications = {
id: string
type: ("sms" | "email")
destination: string
watcherID: (null | string)
time: string
timestamp: number
}[]
export type Lineage = {
id: string
type: ("created" | "updated" | "assessed" | "indexedElasticSearch" | "indexedOpenSearch")
description: string
createdTimestamp: number
createdByUser: (null | UserInfoV2)
dataCenter: ("osl" | "svg")
eventLastUpdatedTimestamp: number
}[]
export type SessionAuthMethods = {
method: ("PASSWORD" | "SIGNATURE" | "SMS" | "TOTP" | "APIKEY" | "LDAP" | "IMPERSONATED" | "OPENID" | "ENROLLMENT")
initialized: boolean
lastLoginTimestamp: number
lastLoginIP: (string | null)
settings: {

}
}[]
export type SessionFunctions = {
id: number
name: string
description: string
flags: ("ROLE" | "SYSADM")[]
securityLevel: ("DEFAULT" | "ADMINISTRATIVE" | "EXTERNAL")
}[]
export interface AggregatedCriteria {
limit?: (number | string)
offset?: (number | string)
includeDeleted?: (boolean | string)
customerID?: (number | string)[]
customer?: (number | string)[]
exclude?: (boolean | string)
required?: (boolean | string)
eventIdentifier?: (string | {
type: string
timestamp: (number | string)
customerID: (number | string)
eventID: string
})[]
locationID?: (number | string)[]
severity?: ("low" | "medium" | "high" | "critical")[]
minSeverity?: ("low" | "medium" | "high" | "critical")
maxSeverity?: ("low" | "medium" | "high" | "critical")
alarmID?: (number | string)[]
attackCategoryID?: (number | string)[]
sourceGeoCountry?: string[]
destinationGeoCountry?: string[]
geoCountry?: string[]
domain?: string[]
properties?: {
[k: string]: string | number | boolean
}
exactMatchProperties?: (boolean | string)
multivaluePropertySeparator?: ("comma" | "newline")
productionCustomers?: (boolean | string)
minCount?: (number | string)
associatedCaseID?: (number | string)[]
sourceIPMinBits?: (number | string)
destinationIPMinBits?: (number | string)
ip?: string[]
sourceIP?: string[]
destinationIP?: string[]
port?: (number | string)[]
sourcePort?: (number | string)[]
destinationPort?: (number | string)[]
signature?: string[]
subCriteria?: AggregatedCriteria[]
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
lastUpdatedTimestamp?: (number | string)
indexStartTime?: (number | string)
indexEndTime?: (number | string)
sortBy?: string[]
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
includeFlag?: ({

} | unknown[])
excludeFlag?: ({

} | unknown[])
skipFutureEvents?: (boolean | string)
includeUnpublished?: (boolean | string)
}
export interface AggregatedEvent {
customerInfo: CustomerInfo
properties: {
[k: string]: string
}
comments: Comment[]
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
protocol: string
timestamp: number
startTimestamp: number
endTimestamp: number
lastUpdatedTimestamp: number
flags: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
severity: ("low" | "medium" | "high" | "critical")
detailedEventIDS: string[]
id: string
}
export interface CustomerInfo {
id: number
name: string
shortName: string
domain?: Domain
}
export interface Domain {
id: number
name: string
}
export interface Comment {
timestamp: number
user: UserInfo
comment: string
}
export interface UserInfo {
id: number
customerID: number
customer: CustomerInfo
domain: Domain
userName: string
name: string
type: ("user" | "group")
}
export interface AssociatedCase {
id: number
subject: string
description: string
categoryID: (number | null)
categoryName: (string | null)
service: string
status: ("ATTACHMENT_ADDED" | "PENDING_CUSTOMER" | "PENDING_SOC" | "PENDING_VENDOR" | "WORKING_SOC" | "WORKING_CUSTOMER" | "PENDING_CLOSE" | "CLOSED")
priority: ("low" | "medium" | "high" | "critical")
}
export interface LocationInfo {
shortName: (string | null)
name: (string | null)
timeZone: (string | null)
id: number
}
export interface AttackInfo {
alarmID: number
alarmDescription: string
attackCategoryID: number
attackCategoryName: string
signature: string
}
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
export interface NetworkAddress {
host: boolean
ipv6: boolean
maskBits: number
multicast: boolean
public: boolean
address: string
}
export interface AlarmCriteria {
attackCategoryID?: (number | string)[]
alarmID?: (number | string)[]
alarm?: (number | string)[]
alarmReferences?: string[]
labels?: string[]
signature?: string[]
includeMappings?: (boolean | string)
includeComments?: (boolean | string)
keywords?: string[]
keywordFieldStrategy?: ("reference" | "description" | "label" | "signature" | "attackIdentifier" | "id" | "shortName" | "all")[]
keywordMatchStrategy?: ("all" | "any")
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("createdTimestamp" | "lastUpdatedTimestamp" | "lastCheckTimestamp" | "nextCheckTimestamp" | "all")[]
timeMatchStrategy?: ("any" | "all")
includeFlags?: ("DISABLED" | "DELETED")[]
excludeFlags?: ("DISABLED" | "DELETED")[]
includeDeleted?: (boolean | string)
exclude?: (boolean | string)
required?: (boolean | string)
subCriteria?: AlarmCriteria[]
sortBy?: ("id" | "lastUpdatedTimestamp" | "description" | "attackCategory" | "-id" | "-lastUpdatedTimestamp" | "-description" | "-attackCategory")[]
limit?: (number | string)
offset?: (number | string)
}
export interface AlarmQuery {
offset?: (number | string)
limit?: (number | string)
keywords?: string[]
keywordMatch?: ("all" | "any")
keywordField?: ("reference" | "description" | "label" | "signature" | "attackIdentifier" | "id" | "shortName" | "all")[]
}
export interface Alarm {
id: number
shortName: string
description: string
info: string
internalInformation: string
internalReference?: string
labels: string[]
links: string[]
references: string[]
attackCategory: AttackCategory
mappings: (null | Signature[])
comments: (null | Comment[])
flags: ("DISABLED" | "DELETED")[]
createdByUser: (null | UserInfo)
createdTimestamp: number
lastUpdatedByUser: (null | UserInfo)
lastUpdatedTimestamp: number
lastCheckedByUser: (null | UserInfo)
lastCheckTimestamp: number
nextCheckTimestamp: number
}
export interface AttackCategory {
id: number
shortName: string
name: string
info: string
flags: ("DISABLED" | "RECONNAISSANCE" | "DELETED")[]
createdByUser: (null | UserInfoV2)
createdTimestamp: number
lastUpdatedByUser: (null | UserInfoV2)
lastUpdatedTimestamp: number
deletedByUser: (null | UserInfoV2)
deletedTimestamp: number
}
export interface UserInfoV2 {
id: number
shortName: string
name: string
type: ("user" | "group")
customer: CustomerInfo
domain: Domain
flags: ("deleted")[]
}
export interface Signature {
signature: string
alarm: (null | Alarm)
mappedByUser: (null | UserInfo)
mappedTimestamp: number
lastUpdatedByUser: (null | UserInfo)
lastUpdatedTimestamp: number
firstTriggeredTimestamp: number
lastTriggeredTimestamp: number
triggerAmount: number
comments: Comment[]
flags: ("DELETED" | "DEFAULT_BLOCK" | "SNORT" | "ISS_SIGNATURE")[]
}
export interface ApiKeyRenewal {
authorization?: string
password?: string
expirationDays?: (number | string)
disableExpiration?: (boolean | string)
}
export interface ApiKeyRequest {
description: string
authorization?: string
password?: string
expirationDays?: (number | string)
disableExpiration?: (boolean | string)
disableSourceRestriction?: (boolean | string)
validSources?: string[]
source?: {
provider: ("staticIP" | "disabled" | "azure" | "aws" | "github")
staticOptions?: {
ipAddresses: [string, ...(string)[]]
}
awsOptions?: {
regions?: string[]
services?: string[]
}
azureOptions?: {
regions?: string[]
services?: string[]
}
githubOptions?: {
services?: string[]
}
}
sessionConstraints?: {
customerID?: (number | string)[]
customer?: (number | string)[]
function?: string[]
readOnly?: (boolean | string)
functionID?: (number | string)[]
}
}
export interface ApiKey {
prefix: string
description: string
createdTimestamp: number
createdByUser: UserInfoV2
validUntil: number
validSources: NetworkAddress[]
source: {
provider: ("staticIP" | "disabled" | "azure" | "aws" | "github")
staticOptions: (null | {
ipAddresses: [string, ...(string)[]]
})
awsOptions: (null | {
regions: string[]
services: string[]
})
azureOptions: (null | {
regions: string[]
services: string[]
})
githubOptions: (null | {
services: string[]
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
lastUsedIP: null
lastUsedTimestamp: null
}
export interface BulkAssessmentRequest {
assessment: EventAssessment
search: V2BulkCriteria
}
export interface EventAssessment {
enableFlag?: ("falsePositive" | "notAThreat" | "tuningCandidate" | "followup" | "identifiedThreat" | "acknowledged" | "partiallyAcknowledged")[]
disableFlag?: ("falsePositive" | "notAThreat" | "tuningCandidate" | "followup" | "identifiedThreat" | "acknowledged" | "partiallyAcknowledged")[]
newSeverity?: ("low" | "medium" | "high" | "critical")
comment?: string
handledByAnalyst?: (boolean | string)
associateCase?: (number | string)[]
disassociateCase?: (number | string)[]
trigger?: ("slaViolation" | "internalSlaViolation")[]
autoAcknowledge?: (boolean | string)
publishIfUnpublished?: (boolean | string)
assessmentProperty?: {
key: string
values: [string, ...(string)[]]
}[]
}
export interface V2BulkCriteria {
associatedCase?: (number | string)[]
attack?: AttackCriterion[]
customer?: (number | string)[]
domain?: string[]
endpoint?: EndpointCriterion[]
eventIdentifier?: string[]
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
property?: PropertyCriterion[]
productionCustomers?: (boolean | string)
severity?: ("low" | "medium" | "high" | "critical")[]
type?: ("aggregated" | "raw")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "published" | "all")[]
timeMatchStrategy?: ("any" | "all")
subCriteria?: V2SubCriteria[]
indexStartTimestamp?: (number | string)
indexEndTimestamp?: (number | string)
limit?: (number | string)
offset?: (number | string)
sortBy?: ("customerID" | "-customerID" | "eventID" | "-eventID" | "createdTimestamp" | "-createdTimestamp" | "lastUpdatedTimestamp" | "-lastUpdatedTimestamp" | "firstEventTimestamp" | "-firstEventTimestamp" | "lastEventTimestamp" | "-lastEventTimestamp")[]
includeUnpublished?: (boolean | string)
}
export interface AttackCriterion {
alarm?: (number | string)[]
attackCategory?: (number | string)[]
signature?: string[]
exclude?: (boolean | string)
required?: (boolean | string)
}
export interface EndpointCriterion {
ip?: string[]
port?: (number | string)[]
countryCode?: string[]
minMaskBits?: (number | string)
endpointFieldStrategy?: ("source" | "destination" | "all")
includeFlag?: ("isCustomerNet" | "isPartialCustomerNet" | "customAggregation" | "isManagedBySoc")[]
excludeFlag?: ("isCustomerNet" | "isPartialCustomerNet" | "customAggregation" | "isManagedBySoc")[]
exclude?: (boolean | string)
required?: (boolean | string)
}
export interface PropertyCriterion {
key?: string
value?: string[]
valueMatchStrategy: ("any" | "all")
valueSearchStrategy: ("exact" | "tokenized")
exclude?: (boolean | string)
required?: (boolean | string)
}
export interface V2SubCriteria {
associatedCase?: (number | string)[]
attack?: AttackCriterion[]
customer?: (number | string)[]
domain?: string[]
endpoint?: EndpointCriterion[]
eventIdentifier?: string[]
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
property?: PropertyCriterion[]
productionCustomers?: (boolean | string)
severity?: ("low" | "medium" | "high" | "critical")[]
type?: ("aggregated" | "raw")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "published" | "all")[]
timeMatchStrategy?: ("any" | "all")
exclude?: (boolean | string)
required?: (boolean | string)
includeUnpublished?: (boolean | string)
}
export interface CaseAccessGrant {
userOrGroup?: (string | number)
subjectID?: (number | string)
level?: ("read" | "write" | "owner")
addWatcher?: (boolean | string)
}
export interface CaseAccess {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
level: ("read" | "write" | "owner")
grantedSubject: (null | UserInfo)
flags: ("DELETED")[]
}
export interface CaseAccessMode {
accessMode: ("roleBased" | "readRestricted" | "writeRestricted" | "explicit")
}
export interface CaseAttachmentPreparation {
mimeType: string
name: string
internal?: (boolean | string)
prepared?: (boolean | string)
encryptedZipMode?: ("none" | "client" | "server")
encryptedZipPassword?: string
encryptedZip?: (boolean | string)
originEmailAddress?: string
}
export interface CaseAttachmentRequest {
data: string
mimeType: string
name: string
internal?: (boolean | string)
prepared?: (boolean | string)
encryptedZipMode?: ("none" | "client" | "server")
encryptedZipPassword?: string
encryptedZip?: (boolean | string)
originEmailAddress?: string
notification?: Notification
}
export interface Notification {
skipEmail?: (boolean | string)
skipSMS?: (boolean | string)
includeAttachments?: (boolean | string)
extraRecipients?: string[]
}
export interface CaseAttachment {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
name: string
mimeType: string
size: number
sha256: (string | null)
flags: ("DELETED" | "MERGED" | "ZIP_ENCRYPTED" | "SUBMITTED_BY_ANONYMOUS_USER" | "SUBMITTED_BY_TECH" | "MAIL_UPDATE" | "INCOMPLETE" | "INTERNAL" | "PREPARED")[]
encryptedZipPassword: (string | null)
originEmailAddress: (string | null)
}
export interface CaseClose {
comment?: string
internalComment?: (boolean | string)
notification?: Notification
}
export interface CaseCommentEdit {
comment: string
associatedAttachmentID?: Ids
}
export interface CaseCommentQuery {
resolveLatest?: (boolean | string)
}
export interface CaseCommentRequest {
comment: string
asReplyTo?: string
associatedAttachmentID?: Ids
internal?: (boolean | string)
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose")
textFormat?: ("plainText" | "html")
originEmailAddress?: string
notification?: Notification
}
export interface CaseComment {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
comment: string
textFormat: ("plainText" | "html")
flags: ("DELETED" | "REPLACED" | "UPDATED" | "INTERNAL" | "MERGED" | "MAIL_UPDATE" | "SUBMITTED_BY_ANONYMOUS_USER" | "SUBMITTED_BY_TECH")[]
lastUpdatedTime: (string | null)
lastUpdatedTimestamp: number
status: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
priority: ("low" | "medium" | "high" | "critical")
originEmailAddress: (string | null)
associatedAttachments: {
id: string
name: string
}[]
references: {
type: ("original" | "replacedBy" | "replacing" | "replyTo" | "repliedBy" | "latest")
commentID: string
}[]
}
export interface CaseCommentsQuery {
beforeComment?: string
afterComment?: string
limit?: (number | string)
offset?: (number | string)
sortBy?: ("addedTimestamp" | "-addedTimestamp")[]
resolveLatest?: (boolean | string)
}
export interface Triggers {
severityAlert?: (boolean | string)
}
export interface Service {
id: number
shortName: string
name: string
localizedName: string
}
export interface Tag {
key: string
value?: string
}
export interface CaseCriteria {
caseID?: CaseIDs
customerID?: CustomerIDs
customer?: Customers
type?: Types
service?: Services
serviceCriteria?: ServiceCriteria
category?: Categories
status?: Statuses
initialStatus?: Statuses
priority?: Priorities
initialPriority?: Priorities
assetID?: AssetIDs
tag?: Tags1
workflow?: Workflows
field?: Fields
keywords?: Keywords
keywordFieldStrategy?: KeywordFields
keywordMatchStrategy?: ("all" | "any")
user?: Users
userID?: UserIDs
userFieldStrategy?: UserFields
userAssigned?: (boolean | string)
techAssigned?: (boolean | string)
accessMode?: AccessModes
explicitAccess?: ExplicitAccess
productionCustomers?: (boolean | string)
includeTestData?: (boolean | string)
includeDeleted?: (boolean | string)
includeFlags?: Flags
excludeFlags?: Flags
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: TimeFields
timeMatchStrategy?: ("any" | "all")
limit?: (number | string)
offset?: (number | string)
sortBy?: SortBy
includeWorkflows?: (boolean | string)
includeDescription?: (boolean | string)
subCriteria?: CaseSubCriteria[]
}
export interface ServiceCriteria {
service?: (number | string)[]
includeFlags?: ("DELETED" | "HANDLED_BY_SOC" | "MONITORED_BY_SOC_OUTSIDE_OFFICEHOURS" | "DEPRECATED" | "EVENT_ENABLED")[]
excludeFlags?: ("DELETED" | "HANDLED_BY_SOC" | "MONITORED_BY_SOC_OUTSIDE_OFFICEHOURS" | "DEPRECATED" | "EVENT_ENABLED")[]
}
export interface CaseSubCriteria {
caseID?: CaseIDs
customerID?: CustomerIDs
customer?: Customers
type?: Types
service?: Services
serviceCriteria?: ServiceCriteria
category?: Categories
status?: Statuses
initialStatus?: Statuses
priority?: Priorities
initialPriority?: Priorities
assetID?: AssetIDs
tag?: Tags1
workflow?: Workflows
field?: Fields
keywords?: Keywords
keywordFieldStrategy?: KeywordFields
keywordMatchStrategy?: ("all" | "any")
user?: Users
userID?: UserIDs
userFieldStrategy?: UserFields
userAssigned?: (boolean | string)
techAssigned?: (boolean | string)
accessMode?: AccessModes
explicitAccess?: ExplicitAccess
productionCustomers?: (boolean | string)
includeTestData?: (boolean | string)
includeDeleted?: (boolean | string)
includeFlags?: Flags
excludeFlags?: Flags
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: TimeFields
timeMatchStrategy?: ("any" | "all")
limit?: (number | string)
offset?: (number | string)
sortBy?: SortBy
includeWorkflows?: (boolean | string)
includeDescription?: (boolean | string)
exclude?: (boolean | string)
required?: (boolean | string)
}
export interface CaseDeleteQuery {
comment?: string
}
export interface CaseDownloadQuery {
inline?: (boolean | string)
}
export interface NidsEvent {
customerInfo: CustomerInfo
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
severity: ("low" | "medium" | "high" | "critical")
flags: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
id: string
}
export interface CaseFieldRequest {
source?: string
value?: (string | number | boolean)
valuesToAdd?: (string | number | boolean)[]
valuesToRemove?: (string | number | boolean)[]
valuesToSet?: (string | number | boolean)[]
}
export interface CaseField {
descriptor: {
id: number
shortName: string
name: string
valueType: ("booleanType" | "integerType" | "floatType" | "stringType" | "textType" | "timestampType" | "ipType" | "subjectType" | "caseType" | "documentType" | "assetType" | "jsonType")
flags: ("DELETED" | "MULTIVALUE" | "HAS_VALUE_SOURCE" | "HIDDEN")[]
}
displayName: string
values: {
id: string
key: string
label: string
info: (string | null)
}[]
}
export interface CaseHistoryQuery {
type?: ("status" | "priority" | "description" | "category" | "assignments" | "comments" | "enquiries" | "attachments" | "access" | "fields" | "links" | "workflow" | "watchers" | "events")[]
operation?: ("createCase" | "updateCase" | "deleteCase" | "moveCase" | "publishCase" | "closeCase" | "mergeCases" | "updateCaseAccessSettings" | "addCaseComment" | "editCaseComment" | "deleteCaseComment" | "addCaseAttachment" | "deleteCaseAttachment" | "addCaseLink" | "deleteCaseLink" | "addCaseWatcher" | "updateCaseWatcher" | "deleteCaseWatcher" | "currentUser" | "updateWatcherSettings" | "requestWorkflow" | "acknowledgeWorkflow" | "updateWorkflow" | "addCaseTag" | "removeCaseTag" | "grantCaseAccess" | "revokeCaseAccess" | "setCaseField" | "clearCaseField" | "eventAssociated" | "eventUnassociated" | "enquiryCreate" | "enquiryAnswer" | "enquiryReject" | "enquiryDelete" | "all")[]
field?: ("customerID" | "service" | "category" | "type" | "status" | "fieldAdded" | "fieldRemoved" | "priority" | "subject" | "description" | "setProperties" | "removeProperties" | "customerReference" | "accessMode" | "reporterID" | "assignedUserID" | "assignedTechID" | "setFlag" | "unsetFlag" | "addComment" | "addTag" | "addWatcher" | "addLink" | "updateWatcher" | "deleteWatcher" | "sentNotification" | "resetWorkflow" | "updateWorkflow" | "deleteWorkflow" | "enableVerbose" | "disableVerbose" | "customerDueTimestamp" | "techDueTimestamp" | "associatedEvent" | "enquiry")[]
user?: string[]
userID?: (number | string)[]
transactionID?: string[]
beforeTransaction?: string
afterTransaction?: string
startTimestamp?: (number | string)
endTimestamp?: (number | string)
limit?: (number | string)
offset?: (number | string)
sortBy?: ("timestamp" | "-timestamp")[]
}
export interface CaseLinkRequest {
type: ("subcase" | "related" | "dependency" | "duplicate")
}
export interface CaseLink {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
type: ("merged" | "subcase" | "related" | "duplicate" | "dependency")
direction: ("incoming" | "outgoing")
parentCase: {
id: number
customerID: number
service: string
subject: string
status: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
priority: ("low" | "medium" | "high" | "critical")
}
linkedCase: {
id: number
customerID: number
service: string
subject: string
status: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
priority: ("low" | "medium" | "high" | "critical")
}
flags: ("DELETED" | "MERGED")[]
}
export interface CaseLinksQuery {
direction?: ("incoming" | "outgoing")
type?: ("merged" | "subcase" | "related" | "duplicate" | "dependency")[]
limit?: (number | string)
offset?: (number | string)
}
export interface CaseListQuery {
customer?: (number | string)[]
customerID?: (number | string)[]
service?: (number | string)[]
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")[]
type?: ("securityIncident" | "operationalIncident" | "informational" | "change")[]
keywords?: string[]
sortBy?: ("id" | "reporter" | "createdByUser" | "createdTimestamp" | "lastUpdatedByUser" | "lastUpdatedTimestamp" | "assignedUser" | "assignedTech" | "closedByUser" | "closedTimestamp" | "customerDueTimestamp" | "techDueTimestamp" | "publishedByUser" | "publishedTimestamp" | "customer" | "priority" | "status" | "type" | "service" | "category" | "subject" | "-id" | "-reporter" | "-createdByUser" | "-createdTimestamp" | "-lastUpdatedByUser" | "-lastUpdatedTimestamp" | "-assignedUser" | "-assignedTech" | "-closedByUser" | "-closedTimestamp" | "-customerDueTimestamp" | "-techDueTimestamp" | "-publishedByUser" | "-publishedTimestamp" | "-customer" | "-priority" | "-status" | "-type" | "-service" | "-category" | "-subject")[]
limit?: (number | string)
offset?: (number | string)
}
export interface CaseMerge {
description?: string
priority?: ("low" | "medium" | "high" | "critical")
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose")
}
export interface CaseMetadataQuery {
skipRedirect?: (boolean | string)
}
export interface CaseMove {
category?: (string | number)
customer?: (number | string)
customerID?: (number | string)
service?: (string | number)
type?: ("securityIncident" | "operationalIncident" | "informational" | "change")
}
export interface CasePageQuery {
limit?: (number | string)
offset?: (number | string)
}
export interface CasePublish {
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose")
notification?: Notification
}
export interface CaseQuery {
limit?: (number | string)
offset?: (number | string)
sortBy?: ("timestamp" | "-timestamp")[]
includeRawEvents?: (boolean | string)
}
export interface CaseReindexRequest {
customer?: (number | string)[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: string[]
correlationID?: string
}
export interface CaseReindexStatus {
state: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")
subtasksPending: number
subtasksRunning: number
subtasksDone: number
subtasksFailed: number
subtasksAborted: number
}
export interface CaseRequest {
subject: string
description: string
service: (string | number)
type: ("securityIncident" | "operationalIncident" | "informational" | "change")
accessMode?: ("roleBased" | "readRestricted" | "writeRestricted" | "explicit")
priority?: ("low" | "medium" | "high" | "critical")
customer?: (number | string)
customerID?: (number | string)
category?: (string | number)
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose")
tags?: Tags
customerReference?: string
assignedUser?: (string | number)
assignedTech?: (string | number)
aclMembers?: {
userOrGroup?: (string | number)
subjectID?: (number | string)
level?: ("read" | "write" | "owner")
addWatcher?: (boolean | string)
}[]
watchers?: {
type: ("sms" | "email")
userOrGroup?: (string | number)
subjectID?: (number | string)
destination?: string
verbose?: (boolean | string)
}[]
fields?: {
field: (string | number)
value?: (string | number | boolean | {

})
values?: (string | number | boolean | {

})[]
}[]
notification?: Notification
originEmailAddress?: string
triggers?: Triggers
testData?: (boolean | string)
publish?: (boolean | string)
defaultWatchers?: (boolean | string)
descriptionTextFormat?: ("plainText" | "html")
rejectCreateWithoutNotification?: (boolean | string)
}
export interface CaseSeen {
user: UserInfoV2
lastSeenTimestamp: number
}
export interface CaseService {
id: number
shortName: string
name: string
localizedName: string
flags: ("DELETED" | "HANDLED_BY_SOC" | "MONITORED_BY_SOC_OUTSIDE_OFFICEHOURS" | "DEPRECATED" | "EVENT_ENABLED")[]
workflows: ("validation" | "nocValidation" | "tuning" | "escalation" | "customerUpdate" | "escalateTI" | "escalateNSA" | "escalateLog" | "escalateInfra" | "escalateDetection" | "escalateOperations" | "escalateMSI" | "escalateMSIAnalyst" | "severityAlert" | "slaViolation" | "internalSlaViolation" | "delegateToSOC" | "escalateDEV" | "escalateTRS" | "escalateMSSAnalyst" | "escalateTAM" | "qaValidation" | "socAnalysis" | "escalateO3C")[]
}
export interface CaseTag {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
key: string
value: string
flags: ("DELETED" | "MERGED")[]
}
export interface CaseTagsRequest {
tags: Tags
}
export interface CaseTransaction {
id: string
operation: ("prepareCase" | "createCase" | "updateCase" | "deleteCase" | "moveCase" | "publishCase" | "closeCase" | "mergeCases" | "updateCaseAccessSettings" | "addCaseComment" | "editCaseComment" | "deleteCaseComment" | "addCaseAttachment" | "deleteCaseAttachment" | "addCaseLink" | "deleteCaseLink" | "addCaseWatcher" | "updateCaseWatcher" | "deleteCaseWatcher" | "currentUser" | "updateWatcherSettings" | "requestWorkflow" | "acknowledgeWorkflow" | "updateWorkflow" | "addCaseTag" | "removeCaseTag" | "grantCaseAccess" | "revokeCaseAccess" | "setCaseField" | "clearCaseField" | "eventAssociated" | "eventUnassociated" | "enquiryCreate" | "enquiryAnswer" | "enquiryReject" | "enquiryDelete")
time: string
timestamp: number
user: (null | UserInfo)
flags: ("TECH_TX" | "SKIP_NOTIFICATION" | "SUBMITTED_BY_TECH")[]
notified: number
changes: {
id: string
transactionIndex: number
field: ("customerID" | "service" | "category" | "type" | "status" | "fieldAdded" | "fieldRemoved" | "priority" | "subject" | "description" | "setProperties" | "removeProperties" | "customerReference" | "accessMode" | "reporterID" | "assignedUserID" | "assignedTechID" | "setFlag" | "unsetFlag" | "addComment" | "addTag" | "addWatcher" | "addLink" | "updateWatcher" | "deleteWatcher" | "sentNotification" | "resetWorkflow" | "updateWorkflow" | "deleteWorkflow" | "enableVerbose" | "disableVerbose" | "customerDueTimestamp" | "techDueTimestamp" | "associatedEvent" | "enquiry" | "mergedInto" | "mergedFrom")
objectType: ("access" | "attachment" | "caseVO" | "caseType" | "category" | "comment" | "customer" | "enquiry" | "field" | "flag" | "link" | "notification" | "priority" | "service" | "status" | "string" | "timestamp" | "tag" | "user" | "watcher" | "workflow")
value: (string | null)
previousValue: (string | null)
object: ({

} | unknown[] | string | number | boolean | null)
previousObject: ({

} | unknown[] | string | number | boolean | null)
flags: ("TECH_EVENT" | "TECH_CONTENT" | "TECH_CONTENT_REDACTED" | "SKIP_NOTIFICATION" | "SUBMITTED_BY_TECH")[]
}[]
}
export interface CaseUpdate {
subject?: string
description?: string
status?: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose")
priority?: ("low" | "medium" | "high" | "critical")
category?: (string | number)
reporter?: (string | number)
assignedUser?: (string | number)
assignedTech?: (string | number)
reporterID?: (number | string)
assignedUserID?: (number | string)
assignedTechID?: (number | string)
customerDueTimestamp?: (number | string)
techDueTimestamp?: (number | string)
customerReference?: string
comment?: string
internalComment?: (boolean | string)
textFormat?: ("plainText" | "html")
notification?: Notification
originEmailAddress?: string
triggers?: Triggers
hasEvents?: (boolean | string)
}
export interface CaseUploadCompletion {
sha256: string
notification?: Notification
}
export interface CaseUploadQuery {
encryptedZip?: (boolean | string)
encryptedZipMode?: ("none" | "client" | "server")
encryptedZipPassword?: string
skipNotification?: (boolean | string)
originEmailAddress?: string
}
export interface CaseWatchRequest {
email?: (boolean | string)
sms?: (boolean | string)
verbose?: (boolean | string)
enable?: (boolean | string)
}
export interface CaseWatcherEdit {
verbose?: (boolean | string)
}
export interface CaseWatcherRequest {
type?: ("sms" | "email")
destination?: string
userOrGroup?: (string | number)
subjectID?: (number | string)
verbose?: (boolean | string)
}
export interface CaseWatcherSettings {
defaultWatchers: (boolean | string)
}
export interface CaseWatcher {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
type: ("sms" | "email")
role: ("contact" | "watcher")
subject: (null | UserInfo)
destination: string
minimumPriority: ("low" | "medium" | "high" | "critical")
channels: {
channel: ("sms" | "email" | "argus" | "app")
state: ("enabled" | "suppressed" | "indecisive" | "disabled")
explicitlySet: boolean
verbose: boolean
}[]
contactID: number
defaultWatcherID: (null | string)
ruleID: (null | string)
flags: ("DELETED" | "NEGATIVE_ENTRY" | "VERBOSE" | "DISABLED" | "MERGED" | "GROUP")[]
}
export interface CaseWatchersQuery {
includeExplicit?: (boolean | string)
includeDefault?: (boolean | string)
includeDisabled?: (boolean | string)
includeDeleted?: (boolean | string)
limit?: (number | string)
offset?: (number | string)
}
export interface CaseWorkflowAcknowledgement {
comment?: string
publicComment?: (boolean | string)
}
export interface CaseWorkflowAsk {
comment?: string
externalReference?: string
publicComment?: (boolean | string)
}
export interface CaseWorkflowEdit {
requestComment?: string
acknowledgedComment?: string
externalReference?: string
}
export interface CaseWorkflow {
id: string
addedTime: string
addedTimestamp: number
addedByUser: (null | UserInfo)
workflow: ("validation" | "nocValidation" | "tuning" | "escalation" | "customerUpdate" | "escalateTI" | "escalateNSA" | "escalateLog" | "escalateInfra" | "escalateDetection" | "escalateOperations" | "escalateMSI" | "escalateMSIAnalyst" | "severityAlert" | "slaViolation" | "internalSlaViolation" | "delegateToSOC" | "escalateDEV" | "escalateTRS" | "escalateMSSAnalyst" | "escalateTAM" | "qaValidation" | "socAnalysis" | "escalateO3C")
state: ("requested" | "acknowledged")
requestComment: (string | null)
acknowledgedComment: (string | null)
acknowledgedByUser: (null | UserInfo)
acknowledgedTime: (string | null)
acknowledgedTimestamp: number
externalReference: (string | null)
flags: ("DELETED" | "PUBLIC_REQUEST_COMMENT" | "PUBLIC_ACKNOWLEDGED_COMMENT")[]
}
export interface CaseWorkflowsQuery {
includeDeleted?: (boolean | string)
}
export interface Case {
id: number
customer: CustomerInfo
service: Service
category: (null | {
id: number
shortName: string
name: string
localizedName: string
})
type: ("securityIncident" | "operationalIncident" | "informational" | "change")
status: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
initialStatus: ("pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
priority: ("low" | "medium" | "high" | "critical")
initialPriority: ("low" | "medium" | "high" | "critical")
subject: string
description?: string
descriptionTextFormat: ("plainText" | "html")
descriptionTime: string
descriptionTimestamp: number
customerReference: (string | null)
accessMode: ("roleBased" | "readRestricted" | "writeRestricted" | "explicit")
reporter: (null | UserInfo)
assignedUser: (null | UserInfo)
assignedTech: (null | UserInfo)
createdByUser: (null | UserInfo)
lastUpdatedByUser: (null | UserInfo)
closedByUser: (null | UserInfo)
publishedByUser: (null | UserInfo)
createdTime: string
createdTimestamp: number
lastUpdatedTime: string
lastUpdatedTimestamp: number
closedTime: (string | null)
closedTimestamp: number
publishedTime: (string | null)
publishedTimestamp: number
customerDueTime: (string | null)
customerDueTimestamp: number
techDueTime: (string | null)
techDueTimestamp: number
lastAssociatedEventTime: (string | null)
lastAssociatedEventTimestamp: number
currentUserAccess: {
level: ("read" | "write" | "owner")
role: ("user" | "tech" | "admin")
}
flags: ("DELETED" | "EXTERNAL_SYNC" | "HAS_ATTACHMENT" | "INTERNAL" | "MAIL_UPDATE" | "MERGED" | "NOTIFIED" | "PUBLISHED" | "SUBMITTED_BY_ANONYMOUS_USER" | "SUBMITTED_BY_OTHER_USER" | "DEFAULT_CONTACTS" | "DESCRIPTION_EDITED" | "SUBMITTED_BY_TECH" | "SUBJECT_EDITED" | "HAS_EVENTS" | "TEST_DATA" | "HAS_COMMENTS" | "PREPARED" | "REOPENED" | "CREATED_AS_PUBLISHED")[]
originEmailAddress: (string | null)
workflows?: {
workflow: string
state: ("requested" | "acknowledged")
}[]
}
export interface CategoryCriteria {
attackCategoryID?: (number | string)[]
attackCategory?: (number | string)[]
keywords?: string[]
keywordFieldStrategy?: ("id" | "shortName" | "name" | "info" | "all")[]
keywordMatchStrategy?: ("all" | "any")
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("createdTimestamp" | "lastUpdatedTimestamp" | "deletedTimestamp" | "all")[]
timeMatchStrategy?: ("any" | "all")
includeFlags?: ("DISABLED" | "RECONNAISSANCE" | "DELETED")[]
excludeFlags?: ("DISABLED" | "RECONNAISSANCE" | "DELETED")[]
includeDeleted?: (boolean | string)
exclude?: (boolean | string)
required?: (boolean | string)
subCriteria?: CategoryCriteria[]
sortBy?: ("id" | "shortName" | "name" | "info" | "-id" | "-shortName" | "-name" | "-info")[]
limit?: (number | string)
offset?: (number | string)
}
export interface CategoryQuery {
offset?: (number | string)
limit?: (number | string)
keywords?: string[]
keywordMatch?: ("all" | "any")
keywordField?: ("id" | "shortName" | "name" | "info" | "all")[]
}
export interface Challenge {
failed: boolean
message: string
suppressed: []
username: string
}
export interface ConstrainRequest {
customer?: (number | string)[]
function?: string[]
readOnly?: (boolean | string)
}
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
flags: ("DISABLED" | "AUTH_SMS" | "AUTH_LDAP" | "AUTH_LOCAL" | "AUTH_OPENID" | "BLOCKED" | "FORCE_PWCHANGE" | "DAEMON_ACCOUNT" | "PASSWORD_NOT_SET" | "AUTH_CRYPTO" | "AUTH_TOTP" | "AUTH_APIKEY" | "ANONYMOUS_USER")[]
properties: {
[k: string]: string
}
publicKey: (string | null)
ascendantIDs: number[]
createdTimestamp: number
createdByUser: (null | UserInfo)
lastUpdatedTimestamp: number
lastUpdatedByUser: (null | UserInfo)
lastLoginTimestamp: number
lastLoginIP: (string | null)
lastImpersonationTimestamp: number
}
export interface CustomerCriteria {
ancestor?: (number | string)[]
parent?: (number | string)[]
customer?: (number | string)[]
domain?: (number | string)[]
type?: ("group" | "leaf")[]
keywords?: string[]
keywordFieldStrategy?: ("id" | "name" | "shortName" | "all")[]
keywordMatchStrategy?: ("all" | "any")
includeFlags?: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
excludeFlags?: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
includeProperties?: string[]
includePropertiesWithPrefix?: string[]
includeDeleted?: (boolean | string)
subCriteria?: CustomerSubCriteria[]
sortBy?: ("id" | "name" | "shortName" | "relevance" | "-id" | "-name" | "-shortName" | "-relevance")[]
limit?: (number | string)
offset?: (number | string)
}
export interface CustomerSubCriteria {
ancestor?: (number | string)[]
parent?: (number | string)[]
customer?: (number | string)[]
domain?: (number | string)[]
type?: ("group" | "leaf")[]
keywords?: string[]
keywordFieldStrategy?: ("id" | "name" | "shortName" | "all")[]
keywordMatchStrategy?: ("all" | "any")
includeFlags?: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
excludeFlags?: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
includeProperties?: string[]
includePropertiesWithPrefix?: string[]
exclude?: (boolean | string)
required?: (boolean | string)
}
export interface CustomerListQuery {
offset?: (number | string)
limit?: (number | string)
parent?: string[]
keywords?: string[]
includeProperties?: string[]
includePropertiesWithPrefix?: string[]
sortBy?: ("id" | "name" | "shortName" | "relevance" | "-id" | "-name" | "-shortName" | "-relevance")[]
}
export interface CustomerLogoQuery {
domain?: string
size?: ("small" | "medium" | "large" | "xlarge")
includeDefault?: (boolean | string)
}
export interface CustomerPropertiesQuery {
domain?: string
key?: string[]
section?: ("general" | "sla" | "analysis" | "aer" | "ama" | "amq" | "ala" | "alc" | "irt" | "securedns" | "policy" | "integrations" | "detections" | "notification" | "reporting" | "services" | "products" | "authentication" | "other" | "hidden")[]
offset?: (number | string)
limit?: (number | string)
}
export interface CustomerProperty {
key: string
value: string
defaultValue: (string | null)
jsonValue: unknown
defaultJsonValue: unknown
source: ("descriptor" | "customer" | "inherited")
}
export interface CustomerQuery {
domain?: string
includeProperties?: string[]
includePropertiesWithPrefix?: string[]
}
export interface CustomerUserRole {
role: ("technicalAccountManager" | "logManager" | "networkManager" | "tiManager" | "keyAccountManager" | "trsAccountManager" | "cvmAccountManager" | "msiAccountManager")
user: UserInfoV2
}
export interface CustomerV1 {
id: number
name: string
shortName: string
domain: Domain
parentID: (number | null)
customerGroup: boolean
}
export interface Customer {
id: number
name: string
shortName: string
domain: Domain
parentID: (number | null)
ancestorIDs: number[]
flags: ("disabled" | "denySubmitForAnonymousUser" | "allowGlobalData" | "excludeFromProduction" | "networkBaseCustomer" | "singleNetworkDomain" | "customerDataDeleted" | "rootCustomerGroup")[]
language: ("norwegian" | "english")
timeZone: string
type: ("group" | "leaf")
properties: (null | CustomerProperty[])
}
export interface EnquiryQuery {
state?: string[]
includeFlags?: string[]
excludeFlags?: string[]
includeDeleted?: (boolean | string)
limit?: (number | string)
offset?: (number | string)
}
export interface EventListQuery {
customerID?: (number | string)[]
signature?: string[]
ip?: string[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
limit?: (number | string)
offset?: (number | string)
}
export interface EventUpdateBulkRequest {
criteria: AggregatedCriteria
update: EventUpdate
}
export interface EventUpdate {
associateToCase?: (number | string)
associateCases?: (number | string)[]
unassociateCases?: (number | string)[]
comment?: string
flagsToEnable?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
flagsToDisable?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
newSeverity?: ("low" | "medium" | "high" | "critical")
handledByAnalyst?: (boolean | string)
recursiveAnnotation?: (boolean | string)
recursiveResult?: (boolean | string)
triggers?: {
slaViolation?: (boolean | string)
internalSlaViolation?: (boolean | string)
}
}
export interface EventUpdateRequest {
eventIdentifiers?: string[]
update: EventUpdate
}
export interface PasswordFault {
reason: ("tooShort" | "tooSimple" | "pwnedPassword" | "historicPassword" | "wrongPassword")
message: string
breachCount: number
}
export interface LegacyNewSession {
authenticationMethod: ("PASSWORD" | "SIGNATURE" | "SMS" | "TOTP" | "APIKEY" | "LDAP" | "IMPERSONATED" | "OPENID" | "ENROLLMENT")
clientIP: string
constrained: boolean
cookie: string
created: number
createdTimestamp: number
customerConstraints: number[]
domainID: number
forwardedIP: (string | null)
functionConstraints: number[]
impersonatingUserID: (number | null)
iplockMask: number
lastRefreshTimestamp: number
readOnly: boolean
requestCredentialsData: string
requestCredentialsType: ("sessionToken" | "signature" | "apikey")
scope: ("SESSION" | "REQUEST")
securityLevel: ("ADMINISTRATIVE" | "DEFAULT" | "EXTERNAL")
sessionKey: string
timestamp: number
uri: (string | null)
userID: number
username: string
validUntilTimestamp: number
credentials: RequestCredentials
authorizations: NewAuthorization[]
}
export interface RequestCredentials {
clientIP: string
forwardedIP: (string | null)
requestCredentialsData: string
requestCredentialsType: ("sessionToken" | "signature" | "apikey")
uri: (string | null)
}
export interface NewAuthorization {
authorization: string
expires: number
identifier: (null | ("enrollPublicKeyMobile" | "enrollPublicKey" | "setPassword" | "initializeTOTP"))
nextURI: (string | null)
operation: string
}
export interface LineageQuery {
sortBy?: ("createdTimestamp" | "-createdTimestamp")[]
limit?: (number | string)
offset?: (number | string)
}
export interface NewSession {
authorizations: NewAuthorization[]
credentials: RequestCredentials
sessionKey: string
}
export interface NidsCriteria {
limit?: (number | string)
offset?: (number | string)
includeDeleted?: (boolean | string)
customerID?: (number | string)[]
customer?: (number | string)[]
exclude?: (boolean | string)
required?: (boolean | string)
eventIdentifier?: (string | {
type: string
timestamp: (number | string)
customerID: (number | string)
eventID: string
})[]
locationID?: (number | string)[]
severity?: ("low" | "medium" | "high" | "critical")[]
minSeverity?: ("low" | "medium" | "high" | "critical")
maxSeverity?: ("low" | "medium" | "high" | "critical")
alarmID?: (number | string)[]
attackCategoryID?: (number | string)[]
sourceGeoCountry?: string[]
destinationGeoCountry?: string[]
geoCountry?: string[]
domain?: string[]
properties?: {
[k: string]: string | number | boolean
}
exactMatchProperties?: (boolean | string)
multivaluePropertySeparator?: ("comma" | "newline")
productionCustomers?: (boolean | string)
ip?: string[]
sourceIP?: string[]
destinationIP?: string[]
port?: (number | string)[]
sourcePort?: (number | string)[]
destinationPort?: (number | string)[]
signature?: string[]
subCriteria?: NidsCriteria[]
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
lastUpdatedTimestamp?: (number | string)
indexStartTime?: (number | string)
indexEndTime?: (number | string)
sortBy?: string[]
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
includeFlag?: ({

} | unknown[])
excludeFlag?: ({

} | unknown[])
skipFutureEvents?: (boolean | string)
includeUnpublished?: (boolean | string)
sensorID?: (number | string)[]
}
export interface Observation {
id: number
lastModified: number
source: {
id: number
alias: string
name: string
}
role: {
id: number
alias: string
name: string
}
firstSeen: number
lastSeen: number
numObservations: number
state: number
comment: (string | null)
address?: NetworkAddress
domainName?: {
fqdn: string
}
}
export interface PasswordAuthorizationRequest {
operation: ("apikey.create" | "apikey.renew" | "password.set" | "totp.initialize")
nextURI: string
password: string
context?: {
[k: string]: string
}
}
export interface PasswordChange {
newPassword: string
oldPassword?: string
authorization?: string
}
export interface PasswordTest {
password: string
}
export interface PasswordVerdict {
breachCount: number
state: ("ok" | "breached")
}
export interface PdnsCriteria {
query: string
aggregateResult?: (boolean | string)
includeAnonymousResults?: (boolean | string)
rrClass?: string[]
rrType?: string[]
customerID?: (number | string)[]
tlp?: ("white" | "green" | "amber" | "red")[]
limit?: (number | string)
offset?: (number | string)
queryMatchStrategy?: ("exact" | "partial")
sortBy?: string[]
}
export interface PdnsRecord {
query: string
answer: string
rrclass: "in"
rrtype: ("a" | "aaaa")
minTtl: number
maxTtl: number
times: number
tlp: "white"
firstSeenTimestamp: number
lastSeenTimestamp: number
createdTimestamp: number
lastUpdatedTimestamp: number
customer: (null | CustomerInfo)
}
export interface ReindexRequest {
eventID: [string, ...(string)[]]
}
export interface ReindexSearchRequest {
customer?: (number | string)[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
}
export interface ReindexStatus {
state: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")
pending: number
running: number
done: number
failed: number
aborted: number
indexed: number
}
export interface ResolvedTime {
timestring: string
timestamp: number
}
export interface Session {
authenticationMethod: ("PASSWORD" | "SIGNATURE" | "SMS" | "TOTP" | "APIKEY" | "LDAP" | "IMPERSONATED" | "OPENID" | "ENROLLMENT")
clientIP: string
createdTimestamp: number
passwordNotSet: boolean
readOnly: boolean
securityLevel: ("ADMINISTRATIVE" | "DEFAULT" | "EXTERNAL")
sessionKey: (string | null)
timestamp: number
validUntilTimestamp: number
}
export interface SignatureCriteria {
attackCategoryID?: (number | string)[]
alarmID?: (number | string)[]
signature?: string[]
attackIdentifier?: string[]
minTriggerAmount?: (number | string)
maxTriggerAmount?: (number | string)
keywords?: string[]
keywordFieldStrategy?: ("description" | "signature" | "signatureMessage" | "all")[]
keywordMatchStrategy?: ("all" | "any")
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("firstTriggeredTimestamp" | "lastTriggeredTimestamp" | "mappedTimestamp" | "lastUpdatedTimestamp" | "all")[]
timeMatchStrategy?: ("any" | "all")
includeFlags?: (("DELETED" | "DEFAULT_BLOCK" | "SNORT" | "ISS_SIGNATURE")[] | number | string)
excludeFlags?: (("DELETED" | "DEFAULT_BLOCK" | "SNORT" | "ISS_SIGNATURE")[] | number | string)
includeDeleted?: (boolean | string)
exclude?: (boolean | string)
required?: (boolean | string)
subCriteria?: SignatureCriteria[]
sortBy?: ("signature" | "signatureMessage" | "firstTriggeredTimestamp" | "lastTriggeredTimestamp" | "lastUpdatedTimestamp" | "mappedTimestamp" | "triggerAmount" | "-signature" | "-signatureMessage" | "-firstTriggeredTimestamp" | "-lastTriggeredTimestamp" | "-lastUpdatedTimestamp" | "-mappedTimestamp" | "-triggerAmount")[]
limit?: (number | string)
offset?: (number | string)
}
export interface StatsRequest {
includeDeleted?: (boolean | string)
customerID?: (number | string)[]
customer?: (number | string)[]
exclude?: (boolean | string)
required?: (boolean | string)
eventIdentifier?: (string | {
type: string
timestamp: (number | string)
customerID: (number | string)
eventID: string
})[]
locationID?: (number | string)[]
severity?: ("low" | "medium" | "high" | "critical")[]
minSeverity?: ("low" | "medium" | "high" | "critical")
maxSeverity?: ("low" | "medium" | "high" | "critical")
alarmID?: (number | string)[]
attackCategoryID?: (number | string)[]
sourceGeoCountry?: string[]
destinationGeoCountry?: string[]
geoCountry?: string[]
domain?: string[]
properties?: {
[k: string]: string | number | boolean
}
exactMatchProperties?: (boolean | string)
multivaluePropertySeparator?: ("comma" | "newline")
productionCustomers?: (boolean | string)
minCount?: (number | string)
associatedCaseID?: (number | string)[]
sourceIPMinBits?: (number | string)
destinationIPMinBits?: (number | string)
ip?: string[]
sourceIP?: string[]
destinationIP?: string[]
port?: (number | string)[]
sourcePort?: (number | string)[]
destinationPort?: (number | string)[]
signature?: string[]
subCriteria?: AggregatedCriteria[]
timeFieldStrategy?: ("timestamp" | "startTimestamp" | "endTimestamp" | "all")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
lastUpdatedTimestamp?: (number | string)
indexStartTime?: (number | string)
indexEndTime?: (number | string)
includeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
excludeFlags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "INTRUDER_IS_CUSTOMERNET" | "VICTIM_IS_CUSTOMERNET" | "INTRUDER_IS_PARTIAL_CUSTOMERNET" | "VICTIM_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "CUSTOM_INTRUDER_AGGREGATION" | "CUSTOM_VICTIM_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "NOTIFIED_UNPUBLISHED" | "NOTIFIED_DELETED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT" | "FAILURE")[]
includeFlag?: ({

} | unknown[])
excludeFlag?: ({

} | unknown[])
skipFutureEvents?: (boolean | string)
includeUnpublished?: (boolean | string)
groupBy?: ("ATTACK_IDENTIFIER" | "ATTACK_CATEGORY" | "ALARM" | "LOCATION" | "EVENT_SEVERITY" | "SOURCEIP" | "DESTINATIONIP" | "PROTOCOL" | "CUSTOMER" | "SOURCE_GEOIP_LOCATION" | "SOURCE_GEOIP_COUNTRY" | "DESTINATION_GEOIP_LOCATION" | "DESTINATION_GEOIP_COUNTRY" | "SENSOR")[]
countRawEvents?: (boolean | string)
cutoff?: (number | string)
includeOthers?: (boolean | string)
resolution?: (number | string)
resolutionUnit?: string
timeFrameStrategy?: ("timestamp" | "startEndTimestamp")
}
export interface SubmitBulkRequest {
events: [{

}, ...({

})[]]
onError?: ("rejectAll" | "dropInvalid")
}
export interface SubmitBulkResult {
accepted: number
rejected: number
events: SubmitResult[]
}
export interface SubmitResult {
id: (string | null)
status: ("accepted" | "rejected")
message: (string | null)
}
export interface SubmitEvent {
id?: {
customer?: (number | string)
customerDomain?: (number | string)
timestamp?: (number | string)
type?: ("raw" | "aggregated")
uuid?: string
}
startTimestamp?: (number | string)
endTimestamp?: (number | string)
signature?: string
severity?: ("low" | "medium" | "high" | "critical")
count?: (number | string)
location?: (number | string)
protocol?: (number | string)
source?: {
ip?: string
port?: (number | string)
user?: string
host?: string
geoLocation?: {
countryCode?: string
geoLocationID?: (number | string)
latitude?: number
longitude?: number
}
}
destination?: {
ip?: string
port?: (number | string)
user?: string
host?: string
geoLocation?: {
countryCode?: string
geoLocationID?: (number | string)
latitude?: number
longitude?: number
}
}
flags?: ("ESTABLISHED" | "BLOCKED" | "SNAPSHOT" | "FINALIZED" | "SOURCE_IS_CUSTOMERNET" | "DESTINATION_IS_CUSTOMERNET" | "SOURCE_IS_PARTIAL_CUSTOMERNET" | "DESTINATION_IS_PARTIAL_CUSTOMERNET" | "PARTIALLY_BLOCKED" | "FALSE_POSITIVE" | "NOT_A_THREAT" | "TUNING_CANDIDATE" | "NOTIFIED" | "PARTIALLY_NOTIFIED" | "FOLLOWUP" | "IDENTIFIED_THREAT" | "THREAT_CANDIDATE" | "ACKNOWLEDGED" | "PARTIALLY_ACKNOWLEDGED" | "SEVERITY_ADJUSTED" | "COMMENTED" | "FILTERED" | "CHECKED" | "INCOMPLETE_DETAILS" | "AGGREGATED_BASE_EVENT" | "REMOTE_STORAGE" | "CUSTOM_SOURCE_AGGREGATION" | "CUSTOM_DESTINATION_AGGREGATION" | "HAS_DETAILS" | "HAS_PAYLOAD" | "HAS_PCAP" | "ASSOCIATED_TO_CASE_BY_FILTER" | "SEVERITY_INCREASED_BY_FILTER" | "SEVERITY_REDUCED_BY_FILTER" | "CREATED_BY_ANALYSIS_FILTER" | "EXTEND_EVENT_TTL" | "INITIAL_TUNING" | "POST_ANALYSIS" | "PARTIAL_SSL_TERMINATED" | "SSL_TERMINATED" | "AUTO_REPORT" | "MISSING_TIMESTAMP" | "CLOCK_OUT_OF_SYNC" | "DROP_ANALYSIS" | "ESCALATED_BY_REPUTATION" | "HAS_SAMPLE" | "STORE_EVENT" | "STORE_AGGREGATED" | "SOURCE_IS_MANAGED_BY_SOC" | "DESTINATION_IS_MANAGED_BY_SOC" | "HANDLED_BY_ANALYST" | "SLA_VIOLATION" | "PAYLOAD_TRUNCATED" | "HAS_STRING_PAYLOAD" | "REASSESSED" | "EVENT_FROM_OT_ENVIRONMENT" | "EVENT_FROM_RESTRICTED_IT_ENVIRONMENT")[]
finalized?: (boolean | string)
properties?: {
[k: string]: [string, ...(string)[]]
}
subEvents?: string[]
uri?: string
fqdn?: string
aggregationKey?: string
associatedCaseID?: (number | string)
associatedCaseIDs?: (number | string)[]
payload?: {
payload?: string
payloadType?: ("ethernet" | "pcap" | "binary" | "string")
}
}
export interface TaskAssessRequest {
assessment: EventAssessment
search: V2BulkCriteria
}
export interface TaskCriteria {
correlationID?: string[]
operation?: string[]
parentTask?: string[]
rootTask?: string[]
state?: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")[]
user?: (number | string)[]
workerHost?: string[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("all" | "createdTimestamp" | "executionTimestamp" | "finishedTimestamp")[]
timeMatchStrategy?: ("any" | "all")
limit?: (number | string)
offset?: (number | string)
}
export interface TaskQuery {
state?: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")[]
operation?: string[]
user?: (number | string)[]
parentTask?: string[]
limit?: (number | string)
offset?: (number | string)
}
export interface Task {
id: string
correlationID: (null | string)
operation: string
state: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")
createdByUser: UserInfoV2
createdTimestamp: number
executionTimestamp: number
finishedTimestamp: number
flags: ("hasSubtasks" | "hasFailedSubtasks" | "hasFinalizationStage")[]
parentTask: (null | Reference)
rootTask: (null | Reference)
workerHost: (string | null)
responseContext: {
[k: string]: string
}
responseMessages: {
message: string
timestamp: number
}[]
}
export interface Reference {
id: string
state: ("pending" | "running" | "waitingForSubtasks" | "done" | "failed" | "aborted")
}
export interface TimeQuery {
timestring: (number | string)
}
export interface TotpAuthorizationRequest {
operation: ("apikey.create" | "apikey.renew" | "password.set" | "totp.initialize")
nextURI: string
tokenCode: string
context?: {
[k: string]: string
}
}
export interface TotpGenerator {
userName: string
seedBase32: string
seedBase64: string
keyAlgorithm: string
passCodeLength: number
cookie: string
}
export interface TotpInitialization {
password?: string
authorization?: string
}
export interface TotpLogInRequest {
userName: string
password: string
domain?: string
requestedAuthorizations?: ("enrollPublicKey" | "setPassword")[]
tokenCode: string
mode?: string
}
export interface TotpVerification {
cookie: string
verificationCode: string
}
export interface V2AssociatedCase {
id: number
subject: string
categoryID: (number | null)
categoryName: (string | null)
serviceID: number
serviceName: string
status: ("closed" | "pendingClose" | "pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingCustomer" | "workingSoc")
priority: ("low" | "medium" | "high" | "critical")
}
export interface V2CaseQuery {
limit?: (number | string)
offset?: (number | string)
sortBy?: ("timestamp" | "-timestamp")[]
includeAllProperties?: (boolean | string)
includeComments?: (boolean | string)
includeSubEvents?: (boolean | string)
includeProperties?: string[]
}
export interface GroupBy {
field: ("signature" | "attackCategory" | "alarm" | "location" | "severity" | "sourceIP" | "destinationIP" | "protocol" | "customer" | "sourceCountry" | "destinationCountry" | "associatedCase")
includeOthers?: (boolean | string)
limit?: (number | string)
}
export interface Timeline {
name: string
field: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent")
resolution: ("minutes" | "hours" | "days" | "weeks" | "months" | "years")
startTimestamp?: (number | string)
endTimestamp?: (number | string)
includeEmpty?: (boolean | string)
}
export interface V2Criteria {
associatedCase?: (number | string)[]
attack?: AttackCriterion[]
customer?: (number | string)[]
domain?: string[]
endpoint?: EndpointCriterion[]
eventIdentifier?: string[]
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
property?: PropertyCriterion[]
productionCustomers?: (boolean | string)
severity?: ("low" | "medium" | "high" | "critical")[]
type?: ("aggregated" | "raw")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "published" | "all")[]
timeMatchStrategy?: ("any" | "all")
subCriteria?: V2SubCriteria[]
indexStartTimestamp?: (number | string)
indexEndTimestamp?: (number | string)
limit?: (number | string)
offset?: (number | string)
sortBy?: ("customerID" | "-customerID" | "eventID" | "-eventID" | "createdTimestamp" | "-createdTimestamp" | "lastUpdatedTimestamp" | "-lastUpdatedTimestamp" | "firstEventTimestamp" | "-firstEventTimestamp" | "lastEventTimestamp" | "-lastEventTimestamp")[]
includeAllProperties?: (boolean | string)
includeComments?: (boolean | string)
includeSubEvents?: (boolean | string)
includeProperties?: string[]
includeUnpublished?: (boolean | string)
}
export interface V2EventQuery {
includeAllProperties?: (boolean | string)
includeComments?: (boolean | string)
includeSubEvents?: (boolean | string)
includeProperties?: string[]
}
export interface V2Property {
type: ("boolean" | "long" | "string" | "double")
key: string
values: [string, ...(string)[]]
}
export interface V2StatsRecord {
group: (null | {
identifier: string
shortName: string
displayName: string
type: ("signature" | "attackCategory" | "alarm" | "location" | "severity" | "sourceIP" | "destinationIP" | "protocol" | "customer" | "sourceCountry" | "destinationCountry" | "associatedCase")
})
count: number
rawEventCount?: number
buckets: V2StatsRecord[]
timeline: {
name: string
count: number
rawEventCount?: number
buckets: {
timestamp: number
count: number
rawEventCount?: number
}[]
}[]
}
export interface V2StatsRequest {
associatedCase?: (number | string)[]
attack?: AttackCriterion[]
customer?: (number | string)[]
domain?: string[]
endpoint?: EndpointCriterion[]
eventIdentifier?: string[]
includeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
excludeFlag?: ("established" | "blocked" | "partiallyBlocked" | "snapshot" | "finalized" | "falsePositive" | "notAThreat" | "tuningCandidate" | "notified" | "notifiedUnpublished" | "notifiedDeleted" | "followup" | "partiallyNotified" | "identifiedThreat" | "threatCandidate" | "acknowledged" | "partiallyAcknowledged" | "severityAdjusted" | "commented" | "filtered" | "checked" | "incompleteDetails" | "aggregatedBaseEvent" | "remoteStorage" | "hasDetails" | "hasPayload" | "hasPcap" | "associatedToCaseByFilter" | "severityIncreasedByFilter" | "severityReducedByFilter" | "createdByAnalysisFilter" | "extendEventTtl" | "initialTuning" | "postAnalysis" | "partialSslTerminated" | "sslTerminated" | "autoReport" | "missingTimestamp" | "clockOutOfSync" | "dropAnalysis" | "escalatedByReputation" | "hasSample" | "storeEvent" | "storeAggregated" | "handledByAnalyst" | "slaViolation" | "payloadTruncated" | "hasStringPayload" | "reassessed" | "eventFromOtEnvironment" | "eventFromRestrictedItEnvironment" | "failure")[]
property?: PropertyCriterion[]
productionCustomers?: (boolean | string)
severity?: ("low" | "medium" | "high" | "critical")[]
type?: ("aggregated" | "raw")[]
startTimestamp?: (number | string)
endTimestamp?: (number | string)
timeFieldStrategy?: ("created" | "lastUpdated" | "firstAssessment" | "enginePersisted" | "firstEvent" | "lastEvent" | "published" | "all")[]
timeMatchStrategy?: ("any" | "all")
subCriteria?: V2SubCriteria[]
groupBy?: GroupBy[]
timeline?: Timeline[]
includeUnpublished?: (boolean | string)
}
