"""What the connectors of a platform share: HTTP with retries, tokens, pages of Argus, a saved state, delivery."""
import base64
import json
import os
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

URL = os.environ["HUNT_URL"]
NOW = round(datetime.fromisoformat(os.environ["HUNT_NOW"].replace("Z", "+00:00")).timestamp() * 1000)
STATE = Path(os.environ["HUNT_STATE"]) / "state.json"
TRIES, PAUSE = 9, 0.02


class Refused(Exception):
    def __init__(self, status):
        super().__init__(f"refused with {status}")
        self.status = status


def http(url, body=None, headers=(), tries=TRIES):
    """A JSON answer; what may pass is tried again."""
    data = None if body is None else json.dumps(body).encode()
    for left in reversed(range(tries)):
        try:
            request = urllib.request.Request(url, data, {"Content-Type": "application/json", **dict(headers)})
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if left == 0 or error.code not in (402, 429, 500, 502, 503, 504):
                raise Refused(error.code) from error
        except (OSError, ValueError, EOFError) as error:
            if left == 0:
                raise Refused(0) from error
        except Exception as error:  # http.client tells cut answers in ways of its own
            if left == 0:
                raise Refused(0) from error
        time.sleep(PAUSE)


def argus(criteria, path="/events/v1/aggregated/search", tries=TRIES):
    headers = {"Argus-API-Key": os.environ["HUNT_ARGUS_KEY"]}
    for again in (True, False):
        try:
            return http(URL + path, {"startTimestamp": 0, **criteria}, headers, tries)
        except Refused as error:
            if error.status != 401 or not again:
                raise


def is_last(page, offset, limit):
    """Counting may have timed out, and then says -1."""
    had = offset + len(page["data"])
    return had >= page["count"] if page["count"] >= 0 else len(page["data"]) < limit


def updated_since(since, limit=100, tries=TRIES):
    """Pages of what Argus has updated since, in order; from the last one on, so that nothing moves out of sight."""
    offset = empty = 0
    while True:
        criteria = {"lastUpdatedTimestamp": since, "sortBy": ["lastUpdated"], "limit": limit, "offset": offset}
        page = argus(criteria, tries=tries)
        yield page["data"]
        if is_last(page, offset, limit):
            return
        empty = 0 if page["data"] else empty + 1
        if empty > TRIES:
            raise Refused(200)
        last = max([since, *(event["lastUpdatedTimestamp"] for event in page["data"])])
        offset = 0 if last > since else offset + len(page["data"])
        since = last


def usm_token():
    names = os.environ["HUNT_USM_CLIENT_ID"], os.environ["HUNT_USM_CLIENT_SECRET"]
    basic = base64.b64encode(":".join(names).encode()).decode()
    url = URL + "/api/2.0/oauth/token?grant_type=client_credentials"
    return http(url, {}, {"Authorization": "Basic " + basic})["access_token"]


def load(initial):
    return json.loads(STATE.read_text()) if STATE.exists() else initial


def save(state):
    """Written beside and put in place, so that there is never half of it."""
    beside = STATE.with_suffix(".new")
    beside.write_text(json.dumps(state))
    beside.replace(STATE)


def deliver(records):
    if records:
        http(os.environ["HUNT_SINK"], records)


def unseen(events, seen):
    """Those that are new or updated since; remembers them."""
    fresh = [event for event in events if seen.get(event["id"]) != event["lastUpdatedTimestamp"]]
    seen.update((event["id"], event["lastUpdatedTimestamp"]) for event in events)
    return fresh
