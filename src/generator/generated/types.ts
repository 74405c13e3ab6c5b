/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */

export type Permission = ("eventLookup" | "viewEventsByCase" | "assessEvents" | "submitEvent" | "reindexEvent" | "viewBasicCustomer" | "viewAlarm" | "viewAlarmMapping" | "viewAttackCategory" | "viewCases" | "updateCase" | "viewCaseTestData" | "deleteSession" | "administrateApiKeys" | "eventReindex" | "viewEventServiceTask")
export type Functions = Permission[]
export type Step = {
alarm?: (string | number)
detection?: string
do?: ("assess" | "comment" | "openCase" | "mergeCase" | "closeCase" | "notify" | "label")
after?: (string | [string, string])
since?: (string | [string, ...(string)[]])
chance?: number
onlyIf?: (string | [string, ...(string)[]])
unless?: (string | [string, ...(string)[]])
nature?: ("malicious" | "benign" | "falsePositive")
repeat?: (number | [number, number])
every?: (string | [string, string])
jitter?: string
until?: string
from?: string
to?: string
order?: ("inTurn" | "drawn")
customer?: string
sensor?: string
count?: (number | [number, number])
duration?: (string | [string, string])
vary?: boolean
domain?: string
uri?: string
port?: number
user?: string
properties?: {
[k: string]: string | [string, ...(string)[]]
}
fake?: {
[k: string]: {

}
}
severity?: ("low" | "medium" | "high" | "critical")
blocked?: boolean
arrives?: (string | [string, string])
about?: (string | [string, ...(string)[]])
by?: string
case?: (string | number)
into?: (string | number)
verdict?: ("threat" | "notAThreat" | "falsePositive" | "followUp" | "tuning" | "acknowledged")
comment?: string
label?: string
}

export interface Scenario {
title: string
remarks?: string
bug?: {
right: string
seen?: string[]
polls: [string, ...(string)[]]
}
extends?: string
worldFormat?: number
period?: {
days?: number
end?: string
}
rhythm?: {
hours?: [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]
weekdays?: [number, number, number, number, number, number, number]
bursts?: number
}
shape?: {
hours?: [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, ...(number)[]]
mix: [Share, ...(Share)[]]
counts?: [{
share: number
from: number
to: number
}, ...({
share: number
from: number
to: number
})[]]
marks?: {
acknowledged?: number
notAThreat?: number
falsePositive?: number
tuningCandidate?: number
threat?: number
followUp?: number
commented?: number
handledByAnalyst?: number
threatCandidate?: number
}
late?: {
share: number
from: string
to: string
}
}
volume?: {
events?: number
retainedDetails?: number
externalHosts?: number
retention?: string
}
domain?: {
id: number
name: string
}
groups?: Group[]
customers?: [Customer, ...(Customer)[]]
users?: [User, ...(User)[]]
keys?: Key[]
cases?: Case[]
usm?: ScenarioSection
detections?: {
[k: string]: number
}
alarms?: {
[k: string]: ScenarioAlarm
}
stories?: {
[k: string]: Story
}
faults?: Fault[]
}
export interface Share {
customer: string
category: string
severity: ("low" | "medium" | "high" | "critical")
weight: number
}
export interface Group {
id: number
shortName: string
name: string
parent?: string
}
export interface Customer {
id: number
shortName: string
name: string
weight: number
production?: boolean
networks: [string, ...(string)[]]
hosts?: number
sensors: [{
id: number
hostName: string
address: string
vlan?: number
uuid?: string
location: {
id: number
shortName: string
name: string
timeZone: string
}
}, ...({
id: number
hostName: string
address: string
vlan?: number
uuid?: string
location: {
id: number
shortName: string
name: string
timeZone: string
}
})[]]
group?: string
}
export interface User {
id?: number
role: ("analyst" | "customer")
customer: string
count?: number
userName?: string
functions?: Functions
customers?: [string, ...(string)[]]
password?: string
mustChangePassword?: boolean
ldap?: boolean
totp?: string
publicKeys?: PublicKey[]
}
export interface PublicKey {
index: number
pem: string
sources?: [string, ...(string)[]]
functions?: Functions
customers?: [string, ...(string)[]]
readOnly?: boolean
}
export interface Key {
label: string
user: number
key: number
secret: string
expires?: string
sources?: [string, ...(string)[]]
functions?: Functions
customers?: [string, ...(string)[]]
readOnly?: boolean
}
export interface Case {
id: number
customer: string
subject: string
status: ("attachmentAdded" | "pendingCustomer" | "pendingSoc" | "pendingVendor" | "workingSoc" | "workingCustomer" | "pendingClose" | "closed")
priority: ("low" | "medium" | "high" | "critical")
opened: string
closed?: string
exact?: boolean
mergedInto?: number
detections?: [string, ...(string)[]]
share?: number
restricted?: boolean
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
export interface ScenarioAlarm {
name: string
category: ("callback" | "exploit" | "bruteForce" | "injection" | "webAttack" | "scan" | "sweep" | "dos" | "malwareDownload" | "phishing" | "exfiltration" | "lateral" | "maliciousDomain" | "certificate" | "policy" | "mining" | "account" | "cloud" | "endpoint" | "informationLeak")
severity: ("low" | "medium" | "high" | "critical")
attack: (string | {
technique: string
name: string
tactics: [("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact"), ...(("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact"))[]]
})
killChain?: {
intent?: ("System Compromise" | "Exploitation & Installation" | "Delivery & Attack" | "Reconnaissance & Probing" | "Environmental Awareness")
strategy?: string
method?: string
}
signature?: number
weight?: number
direction?: ("inbound" | "outbound" | "internal")
threshold?: {
count: number
seconds: number
track: ("source" | "destination")
}
vary?: {
[k: string]: [string, ...(string)[]]
}
http?: {
method?: string
host?: string
path: string
agent?: string
headers?: {
[k: string]: string
}
type?: string
body?: string
port?: number
answer?: {
status?: (200 | 201 | 302 | 403 | 404 | 500)
type?: string
body?: string
}
}
dns?: {
name: string
type?: ("A" | "AAAA" | "CNAME" | "TXT" | "MX" | "NS" | "PTR" | "NULL")
answers?: string[]
}
tls?: {
sni?: string
version?: ("TLS 1.2" | "TLS 1.3")
organization?: string
ciphers?: [string, ...(string)[]]
fingerprint?: boolean
port?: number
}
smtp?: {
from: string
to?: string
subject: string
headers?: {
[k: string]: string
}
body?: string
attachment?: {
name: string
kind?: ("pe" | "elf" | "script" | "zip" | "document" | "image")
}
}
ftp?: {
user?: string
commands: [string, ...(string)[]]
port?: number
}
smb?: {
share: string
file: string
data?: string
}
rpc?: {
interface: string
version?: number
operation: number
port?: number
}
ssh?: {
client?: string
server?: string
port?: number
}
rdp?: {
cookie: string
port?: number
}
kerberos?: {
request: ("as" | "tgs")
user?: string
realm?: string
service?: string
encryption?: string
answer?: ("ticket" | "unknownUser" | "preauthentication" | "refused")
}
ldap?: {
base?: string
scope?: ("base" | "one" | "sub")
filter: string
attributes?: string[]
port?: number
}
tcp?: {
port: number
talk: [{
client?: string
server?: string
}, ...({
client?: string
server?: string
})[]]
}
udp?: {
port: number
talk: [{
client?: string
server?: string
}, ...({
client?: string
server?: string
})[]]
}
icmp?: {
payload: string
}
windows?: {
[k: string]: string | number | boolean
}
sysmon?: {
[k: string]: string | number | boolean
}
cloudtrail?: {
[k: string]: string | number | boolean
}
entra?: {
[k: string]: string | number | boolean
}
okta?: {
[k: string]: string | number | boolean
}
auth?: {
[k: string]: string | number | boolean
}
auditd?: {
[k: string]: string | number | boolean
}
firewall?: {
[k: string]: string | number | boolean
}
proxy?: {
[k: string]: string | number | boolean
}
edr?: {
[k: string]: string | number | boolean
}
mail?: {
[k: string]: string | number | boolean
}
kubernetes?: {
[k: string]: string | number | boolean
}
}
export interface Story {
title: string
remarks?: string
customer?: string
at: ((string | {
at: string
customer?: string
}) | [(string | {
at: string
customer?: string
}), ...((string | {
at: string
customer?: string
}))[]])
actors?: {
[k: string]: Actor
}
cases?: {
[k: string]: StoryCase
}
steps: {
[k: string]: Step
}
}
export interface Actor {
role: ("client" | "server" | "exposed" | "outside" | "person" | "analyst")
customer?: string
address?: string
family?: (4 | 6)
country?: string
count?: number
domain?: string
name?: string
user?: number
}
export interface StoryCase {
id?: number
subject: string
description?: string
priority: ("low" | "medium" | "high" | "critical")
restricted?: boolean
}
export interface Fault {
id?: string
match?: {
product?: string
operation?: (string | string[])
path?: string
method?: (string | ("GET" | "HEAD" | "POST" | "PUT" | "DELETE")[])
principal?: string
nth?: (number | {
from?: number
to?: number
every?: number
})
page?: (number | {
from?: number
to?: number
every?: number
})
probability?: number
from?: (number | string)
to?: (number | string)
}
effect: {
error?: (400 | 401 | 402 | 403 | 404 | 412 | 429 | 500 | 503)
retryAfter?: (number | string)
field?: string
gateway?: (200 | 502 | 503 | 504)
closed?: true
rateLimit?: (number | {
limit: number
window?: number
refusals?: number
headers?: ("seconds" | "epoch" | "date" | "empty" | "draft" | "old-draft" | "none")
})
expiredAs?: 400
latency?: (number | {
from?: number
to?: number
median?: number
sigma?: number
})
count?: -1
cut?: (string | number)
pace?: number
truncate?: (boolean | number)
stale?: ("write" | "first")
duplicate?: true
emptyPage?: true
unsorted?: true
clamp?: number
lag?: number
missingMembers?: (boolean | {
share?: number
members?: string[]
})
nullLists?: (boolean | {
share?: number
members?: string[]
})
wideNumbers?: (boolean | {
share?: number
members?: string[]
})
textNumbers?: (boolean | {
share?: number
members?: string[]
})
unknownMembers?: (boolean | {
share?: number
members?: string[]
})
contentType?: string
gzip?: true
revoke?: true
}
times?: number
}
