"""Pulls the USM Anywhere alarms that occurred between the last pull and now."""
import urllib.parse

from common import NOW, Refused, URL, deliver, http, load, save, usm_token

state = load({"until": NOW, "seen": []})
query = {
    "timestamp_occured_gte": state["until"] + 1,
    "timestamp_occured_lte": NOW,
    "size": 100,
    "sort": "timestamp_occured,asc",
}
url, token = f"{URL}/api/2.0/alarms?{urllib.parse.urlencode(query)}", usm_token()
while url:
    try:
        answer = http(url, headers={"Authorization": "Bearer " + token})
    except Refused as error:
        if error.status != 401:
            raise
        token = usm_token()
        continue
    alarms = answer.get("_embedded", {}).get("alarms", [])
    deliver([alarm for alarm in alarms if alarm["uuid"] not in state["seen"]])
    state["seen"] += [alarm["uuid"] for alarm in alarms]
    url = answer["_links"].get("next", {}).get("href")
save({"until": NOW, "seen": state["seen"][-5000:]})
