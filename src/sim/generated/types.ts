/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */

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
