"""Walks forward through updated Argus events, page by page, and stores how far it came."""
from common import NOW, argus, deliver, load, save, unseen

OVERLAP, LIMIT = 60_000, 25

state = load({"last": NOW, "seen": {}})
since = state["last"] - OVERLAP
while True:
    criteria = {"lastUpdatedTimestamp": since, "sortBy": ["lastUpdated"], "limit": LIMIT}
    page = argus(criteria)
    events = page["data"]
    deliver(unseen(events, state["seen"]))
    if events:
        # The bound is inclusive: one more, or the last event would come again.
        since = events[-1]["lastUpdatedTimestamp"] + 1
        state["last"] = max(state["last"], since - 1)
    save(state)
    if not events and page["count"] == 0:
        break
