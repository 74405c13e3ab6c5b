"""Fetches updated Argus events in steps, with the time of the last run in seconds as the platform keeps it."""
from common import NOW, argus, deliver, load, save, unseen

MAX_FETCH = 40
OVERLAP = 60


def fetch(last_fetch):
    criteria = {"lastUpdatedTimestamp": last_fetch * 1000, "sortBy": ["lastUpdated"], "limit": MAX_FETCH}
    page = argus(criteria)
    return page["data"], page["count"]


def main():
    last_run = load({"last_fetch": NOW // 1000, "seen": {}})
    at = last_run["last_fetch"] - OVERLAP
    while True:
        events, count = fetch(at)
        deliver(unseen(events, last_run["seen"]))
        if events:
            at = max(event["lastUpdatedTimestamp"] // 1000 for event in events) + 1
            last_run["last_fetch"] = max(last_run["last_fetch"], at - 1)
        save(last_run)
        if not events and count == 0:
            return


if __name__ == "__main__":
    main()
