/** Generated from schemas/ by `npm run types`; do not edit. */


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
