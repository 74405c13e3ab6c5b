"""Incremental pull of Argus events, newest first so that an operator sees the present at once."""
from common import NOW, argus, deliver, is_last, load, save, unseen

PAGE_SIZE, OVERLAP = 20, 60_000


def pull(state):
    since, offset = state["newest"] - OVERLAP, 0
    while True:
        criteria = {"lastUpdatedTimestamp": since, "sortBy": ["-lastUpdated"], "limit": PAGE_SIZE, "offset": offset}
        page = argus(criteria, tries=1)
        events = page["data"]
        deliver(unseen(events, state["seen"]))
        if offset == 0 and events:
            state["newest"] = max(state["newest"], events[0]["lastUpdatedTimestamp"])
        save(state)
        if is_last(page, offset, PAGE_SIZE):
            return
        offset += len(events)


pull(load({"newest": NOW, "seen": {}}))
