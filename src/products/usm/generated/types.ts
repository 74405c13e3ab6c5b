/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */

export interface AlarmQuery {
page?: (string | string[])
size?: (string | string[])
sort?: (string | string[])
status?: (string | string[])
suppressed?: (string | string[])
rule_intent?: (string | string[])
rule_method?: (string | string[])
rule_strategy?: (string | string[])
priority_label?: (string | string[])
alarm_sensor_sources?: (string | string[])
timestamp_occured_gte?: (string | string[])
timestamp_occured_lte?: (string | string[])
timestamp_occurred_gte?: (string | string[])
timestamp_occurred_lte?: (string | string[])
}
export interface EventQuery {
page?: (string | string[])
size?: (string | string[])
sort?: (string | string[])
account_name?: (string | string[])
suppressed?: (string | string[])
plugin?: (string | string[])
event_name?: (string | string[])
source_name?: (string | string[])
sensor_uuid?: (string | string[])
source_username?: (string | string[])
timestamp_occured_gte?: (string | string[])
timestamp_occured_lte?: (string | string[])
timestamp_occurred_gte?: (string | string[])
timestamp_occurred_lte?: (string | string[])
}
export interface Oauth {
error: ("invalid_token" | "unauthorized" | "access_denied" | "invalid_request" | "unsupported_grant_type" | "method_not_allowed")
error_description: string
}
export interface Declared {
result: string
location: string
error: string
}
export interface ScenarioSection {
dialect?: ("documented" | "live")
generation?: (2019 | 2020 | 2021 | 2024)
eventsKey?: {
[k: string]: unknown
}
clients?: Client[]
labels?: {
id: string
name: string
}[]
}
export interface Client {
label: string
id: string
secret: string
enabled?: boolean
scope?: [("trust" | "read" | "write"), ...(("trust" | "read" | "write"))[]]
customers?: [string, ...(string)[]]
}
export interface Token {
access_token: string
token_type: "bearer"
expires_in: 899
scope: string
jti: string
}
