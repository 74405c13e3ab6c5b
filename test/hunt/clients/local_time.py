"""Argus events since the last one, whose time is kept as people read it."""
import time
from datetime import datetime, timedelta

from common import NOW, deliver, load, save, unseen, updated_since

FORMAT = "%Y-%m-%d %H:%M:%S.%f"
OVERLAP = timedelta(minutes=1)


def local(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000).strftime(FORMAT)


def epoch(text):
    """Milliseconds since 1970, a minute before a local time."""
    utc = datetime.strptime(text, FORMAT) + timedelta(seconds=time.timezone) - OVERLAP
    return (utc - datetime(1970, 1, 1)) // timedelta(milliseconds=1)


state = load({"last": local(NOW), "seen": {}})
last = 0
for events in updated_since(epoch(state["last"])):
    deliver(unseen(events, state["seen"]))
    last = max([last, *(event["lastUpdatedTimestamp"] for event in events)])
if last > 0:
    state["last"] = local(last)
save(state)
