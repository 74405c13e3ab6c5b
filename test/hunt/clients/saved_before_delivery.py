"""Argus events to a collector in one batch a run."""
from common import NOW, deliver, load, save, unseen, updated_since

OVERLAP = 60_000


def collect(state):
    batch = []
    for events in updated_since(state["since"] - OVERLAP):
        batch += unseen(events, state["seen"])
        state["since"] = max([state["since"], *(event["lastUpdatedTimestamp"] for event in events)])
    return batch


state = load({"since": NOW, "seen": {}})
batch = collect(state)
save(state)
deliver(batch)
