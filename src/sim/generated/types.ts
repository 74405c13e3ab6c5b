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
probability?: number
from?: (number | string)
to?: (number | string)
}
effect: {
error?: (400 | 401 | 402 | 403 | 404 | 412 | 429 | 500 | 503)
retryAfter?: number
field?: string
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
revoke?: true
}
times?: number
}
