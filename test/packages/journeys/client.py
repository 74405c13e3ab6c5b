"""A client in Python, with the standard library alone: pages through events, and asks again when the server is busy."""

import json
import os
import urllib.error
import urllib.request

API, KEY = os.environ["API"], "1/2/mysecretapikey"


def ask(method, path, body=None, headers=()):
    data = None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", **dict(headers)}
    request = urllib.request.Request(API + path, data=data, method=method, headers=given)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def search(offset, tries=2):
    body = {"startTimestamp": "-3days", "limit": 500, "offset": offset}
    try:
        return ask("POST", "/events/v1/aggregated/search", body, {"Argus-API-Key": KEY})
    except urllib.error.HTTPError as error:
        if error.code != 503 or tries == 1:
            raise
        return search(offset, tries - 1)


token = {"Authorization": "Bearer " + os.environ["TOKEN"]} if os.environ["TOKEN"] else {}
fault = {"match": {"operation": "findAggregatedEvents"}, "effect": {"error": 503}, "times": 1}
ask("POST", "/_sim/faults", fault, token)

seen, count = set(), None
while count is None or len(seen) < count:
    page = search(len(seen))
    count = page["count"]
    assert page["data"], "a page is empty before the end"
    seen.update(event["id"] for event in page["data"])
assert count > 500, count
