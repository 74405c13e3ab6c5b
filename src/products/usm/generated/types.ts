/** Generated from schemas/ by `npm run types`; do not edit. */

/**
 * Any refusal: OAuth's own, the declared ErrorResponse, or the server's error before the API (contract/usm.md §2, §10).
 */
export type Failure = (Oauth | Declared | Server)

/**
 * Path parameters of one alarm; contract/usm.md
 */
export interface AlarmParams {
/**
 * Id of the alarm; what is no uuid is nobody's id (seed 003; contract/usm.md §12).
 */
alarmId: string
}
/**
 * Parameters of GET /alarms; unknown ones are ignored (contract/usm.md §4).
 */
export interface AlarmQuery {
/**
 * Number of the page, from 0; 0 where it makes no sense (seed 003; contract/usm.md §4).
 */
page?: (string | string[])
/**
 * Rows of a page: 20, at most 2000; what makes no sense is 20 (seed 003; contract/usm.md §4).
 */
size?: (string | string[])
/**
 * `field,asc` or `field,desc`, several in order; unknown fields are left out (seed 003; contract/usm.md §4).
 */
sort?: (string | string[])
/**
 * open, closed or in_review; `in review` is accepted (seed 003; contract/usm.md §4).
 */
status?: (string | string[])
/**
 * Whether the alarm is suppressed (seed 003; contract/usm.md §4).
 */
suppressed?: (string | string[])
/**
 * Intent of the rule, whole (seed 003; contract/usm.md §4).
 */
rule_intent?: (string | string[])
/**
 * Method of the rule, whole (seed 003; contract/usm.md §4).
 */
rule_method?: (string | string[])
/**
 * Strategy of the rule, whole (seed 003; contract/usm.md §4).
 */
rule_strategy?: (string | string[])
/**
 * low, medium or high (seed 003; contract/usm.md §4).
 */
priority_label?: (string | string[])
/**
 * Uuid of the sensor (seed 003; contract/usm.md §4).
 */
alarm_sensor_sources?: (string | string[])
/**
 * Occurred at or after (contract/usm.md §4, §5).
 */
timestamp_occured_gte?: (string | string[])
/**
 * Occurred at or before (contract/usm.md §4, §5).
 */
timestamp_occured_lte?: (string | string[])
/**
 * The same in the spelling of seed 003.
 */
timestamp_occurred_gte?: (string | string[])
/**
 * The same in the spelling of seed 003.
 */
timestamp_occurred_lte?: (string | string[])
}
/**
 * Path parameters of one event; contract/usm.md
 */
export interface EventParams {
/**
 * Id of the event (seed 003).
 */
eventId: string
}
/**
 * Parameters of GET /events; unknown ones are ignored (contract/usm.md §4).
 */
export interface EventQuery {
/**
 * Number of the page, from 0; 0 where it makes no sense (seed 003; contract/usm.md §4).
 */
page?: (string | string[])
/**
 * Rows of a page: 20, at most 2000; what makes no sense is 20 (seed 003; contract/usm.md §4).
 */
size?: (string | string[])
/**
 * `field,asc` or `field,desc`, several in order; unknown fields are left out (seed 003; contract/usm.md §4).
 */
sort?: (string | string[])
/**
 * Account, whole; the vendor's schema says required, nobody sends it (contract/usm.md §4).
 */
account_name?: (string | string[])
/**
 * Whether the event is suppressed (seed 003; contract/usm.md §4).
 */
suppressed?: (string | string[])
/**
 * Name of the plugin, whole (seed 003; contract/usm.md §4).
 */
plugin?: (string | string[])
/**
 * Name of the event, whole (seed 003; contract/usm.md §4).
 */
event_name?: (string | string[])
/**
 * Name of the source, whole (seed 003; contract/usm.md §4).
 */
source_name?: (string | string[])
/**
 * Uuid of the sensor (seed 003; contract/usm.md §4).
 */
sensor_uuid?: (string | string[])
/**
 * User who triggered the event, whole (seed 003; contract/usm.md §4).
 */
source_username?: (string | string[])
/**
 * Occurred at or after (contract/usm.md §4, §5).
 */
timestamp_occured_gte?: (string | string[])
/**
 * Occurred at or before (contract/usm.md §4, §5).
 */
timestamp_occured_lte?: (string | string[])
/**
 * The same in the spelling of seed 003.
 */
timestamp_occurred_gte?: (string | string[])
/**
 * The same in the spelling of seed 003.
 */
timestamp_occurred_lte?: (string | string[])
}
export interface Oauth {
/**
 * invalid_token is what one client tests for (contract/usm.md §10); the others as in spring-security-oauth (§2, §10).
 */
error: ("invalid_token" | "unauthorized" | "access_denied" | "invalid_request" | "unsupported_grant_type" | "method_not_allowed")
/**
 * Text of spring-security-oauth (contract/usm.md §2, §10).
 */
error_description: string
}
export interface Declared {
/**
 * Declared by the vendor, no value is known (contract/usm.md §10).
 */
result: string
/**
 * Declared by the vendor, no value is known; here the path (contract/usm.md §10).
 */
location: string
/**
 * Declared by the vendor, no value is known (contract/usm.md §10).
 */
error: string
}
export interface Server {
/**
 * Jetty's error in JSON; the exact body is unknown (contract/usm.md §2).
 */
url: string
/**
 * Jetty prints the status as a string (contract/usm.md §2).
 */
status: "401"
/**
 * One client looks for this word (contract/usm.md §2).
 */
message: "Unauthorized"
}
/**
 * Path parameters of a label on an alarm; contract/usm.md
 */
export interface LabelParams {
/**
 * Id of the alarm (contract/usm.md §3).
 */
alarmId: string
/**
 * Id of the label (contract/usm.md §3).
 */
labelId: string
}
/**
 * Parameters of POST /oauth/token; the form body takes the same (contract/usm.md §2).
 */
export interface TokenQuery {
/**
 * client_credentials is the sole grant (contract/usm.md §2).
 */
grant_type?: (string | string[])
}
/**
 * Answer of POST /oauth/token (contract/usm.md §2).
 */
export interface Token {
/**
 * A JWT; one client gives up below 128 characters (contract/usm.md §2).
 */
access_token: string
/**
 * In lower case (contract/usm.md §2).
 */
token_type: "bearer"
/**
 * Seconds (contract/usm.md §2).
 */
expires_in: 899
/**
 * `trust read write`, less for a restricted client (contract/usm.md §2).
 */
scope: string
/**
 * Id of the token (contract/usm.md §2).
 */
jti: string
}
