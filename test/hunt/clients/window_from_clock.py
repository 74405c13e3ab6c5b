"""Cron job, every five minutes: what Argus updated in the last five minutes and a bit goes to the collector."""
import sys

from common import NOW, deliver, load, save, unseen, updated_since

INTERVAL, OVERLAP = 5 * 60_000, 60_000


def main():
    seen = load({})
    total = 0
    for events in updated_since(NOW - INTERVAL - OVERLAP):
        fresh = unseen(events, seen)
        deliver(fresh)
        total += len(fresh)
    save(seen)
    print(f"{total} events", file=sys.stderr)


if __name__ == "__main__":
    main()
