/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */

export type Disturbance = (Burst | Update | Quiet | Missed | Kill | Rollback | Zone | Pass | Fault)

export interface HuntExpect {
preset?: ("poller" | "mirror" | "alerts-only")
product?: string
kind?: string
criteria?: {

}
versions?: ("any" | "latest" | "each")
doubles?: ("allowed" | "forbidden")
delay?: string
ignore?: string[]
idAt?: string
bounds?: {
late?: string
lag?: string
}
requests?: {
perMinute?: number
page?: number
backsOff?: boolean
renewsToken?: boolean
writesOnce?: boolean
}
}
export interface HuntSchedule {
seed: string
scenario: string
start: string
every: string
events: [number, ...(number)[]]
settle?: number
flags?: {
[k: string]: string | number | boolean
}
disturbances: Disturbance[]
}
export interface Burst {
kind: "burst"
round: number
before: string
count: number
apart?: string
late?: string
text?: boolean
}
export interface Update {
kind: "update"
round: number
before: string
count: number
}
export interface Quiet {
kind: "quiet"
round: number
for: string
}
export interface Missed {
kind: "missed"
round: number
rounds: number
}
export interface Kill {
kind: "kill"
on: ("request" | "delivery")
nth: number
when: ("before" | "after")
}
export interface Rollback {
kind: "rollback"
round: number
}
export interface Zone {
kind: "zone"
zone: string
}
export interface Pass {
kind: "pass"
nth: number
by: string
}
export interface Fault {
kind: "fault"
on: ("request" | "delivery")
match?: Match
effect: Effect
times?: number
}
export interface Match {
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
export interface Effect {
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
