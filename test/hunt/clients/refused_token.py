"""USM Anywhere alarms to a webhook; keeps its token for as long as it is said to live."""
from common import NOW, Refused, URL, deliver, http, load, save, usm_token

LOOK_BACK, LIFE = 90_000, 14 * 60_000


def token(state):
    if state["expires"] < NOW:
        state.update(token=usm_token(), expires=NOW + LIFE)
    return state["token"]


def alarms(state):
    since = state["since"] - LOOK_BACK
    url = f"{URL}/api/2.0/alarms?timestamp_occured_gte={since}&size=100&sort=timestamp_occured,asc"
    while url:
        try:
            answer = http(url, headers={"Authorization": "Bearer " + token(state)})
        except Refused as error:
            print(f"no more alarms for now: {error}")
            return
        yield answer.get("_embedded", {}).get("alarms", [])
        url = answer["_links"].get("next", {}).get("href")


state = load({"since": NOW, "expires": 0, "seen": []})
for page in alarms(state):
    deliver([alarm for alarm in page if alarm["uuid"] not in state["seen"]])
    state["seen"] += [alarm["uuid"] for alarm in page]
save({**state, "since": NOW})
