"""Argus to collector; when Argus is busy, that is logged, and the next run goes on."""
import sys

from common import NOW, Refused, deliver, load, save, unseen, updated_since

OVERLAP = 60_000


def main():
    state = load({"since": NOW, "seen": {}})
    try:
        for events in updated_since(state["since"] - OVERLAP, limit=20, tries=1):
            deliver(unseen(events, state["seen"]))
    except Refused as error:
        print(f"{error}, will go on in the next run", file=sys.stderr)
    save({"since": NOW, "seen": state["seen"]})


if __name__ == "__main__":
    main()
