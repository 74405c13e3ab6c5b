"""USM Anywhere by its next links, from a day before the last run, known by id."""
from common import NOW, Refused, URL, deliver, http, load, save, usm_token

LOOK_BACK = 24 * 3_600_000

state = load({"since": NOW, "seen": {}})
token = usm_token()
url = f"{URL}/api/2.0/alarms?timestamp_occured_gte={state['since'] - LOOK_BACK}&size=100&sort=timestamp_occured,asc"
renewed = False
while url:
    try:
        answer = http(url, headers={"Authorization": "Bearer " + token})
    except Refused as error:
        if error.status != 401 or renewed:
            raise
        token, renewed = usm_token(), True
        continue
    renewed = False
    alarms = answer.get("_embedded", {}).get("alarms", [])
    deliver([alarm for alarm in alarms if alarm["uuid"] not in state["seen"]])
    state["seen"].update((alarm["uuid"], NOW) for alarm in alarms)
    url = answer["_links"].get("next", {}).get("href")
state["seen"] = {uuid: at for uuid, at in state["seen"].items() if at > NOW - 3 * LOOK_BACK}
save({**state, "since": NOW})
