"""Argus by lastUpdated: a minute before the last one again, known by id and version, saved after delivery."""
from common import NOW, deliver, load, save, unseen, updated_since

OVERLAP = 60_000

state = load({"since": NOW, "seen": {}})
for events in updated_since(state["since"] - OVERLAP):
    seen = dict(state["seen"])
    deliver(unseen(events, seen))
    state["seen"] = seen
    state["since"] = max([state["since"], *(event["lastUpdatedTimestamp"] for event in events)])
save(state)
