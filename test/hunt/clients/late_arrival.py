"""Forwards Argus events, from the last one on that was seen."""
from common import NOW, argus, deliver, is_last, load, save, unseen

LIMIT = 100

state = load({"since": NOW, "seen": {}})
since, offset = state["since"], 0
while True:
    page = argus({"startTimestamp": since, "sortBy": ["timestamp"], "limit": LIMIT, "offset": offset})
    events = page["data"]
    deliver(unseen(events, state["seen"]))
    state["since"] = max([state["since"], *(event["timestamp"] for event in events)])
    if is_last(page, offset, LIMIT):
        break
    offset += len(events)
save(state)
