# A step of a job, as docs/ci.md has it: a world for the test, a request, the journal's word, and nothing left behind.
set -u
auth="Authorization: Bearer ${TOKEN:-none}"
json='Content-Type: application/json'
url=$(curl -sf -X PUT "$API/_sim/worlds/job" -H "$auth" -H "$json" -d '{}' | sed -n 's/.*"url": *"\([^"]*\)".*/\1/p')
curl -sf -o page.json -H 'Argus-API-Key: 1/2/mysecretapikey' "$url/events/v1/aggregated?limit=1"
curl -sf -X POST "$url/_sim/journal/verify" -H "$auth" -H "$json" -d '{"expect":[{"operation":"listAggregatedEvents","times":1}]}' >verified.json
grep -q '"matched": *true' verified.json
curl -sf -X DELETE "$API/_sim/worlds/job" -H "$auth"
