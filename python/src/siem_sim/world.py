"""A world: its addresses and credentials, and all that a test does with it."""

import json
from urllib.parse import quote, urlencode

from .http import ControlError

__all__ = ["ControlError", "World"]

_MOST_TOLD = 20
_LONGEST = 300


class World:
    """One world of a server. Times are what the control plane takes: ISO instants, or durations such as `1h`."""

    def __init__(self, server, facts):
        self._control = server.control
        self._path = f"/w/{quote(facts['name'])}"
        self.name = facts["name"]
        self.url = facts["url"]
        self.facts = facts
        self.argus = Argus(self.url, facts.get("keys", []))
        self.usm = Usm(self.url, facts.get("clients", []), self._control)
        self.faults = Faults(self)
        self.journal = Journal(self)
        self.clock = Clock(self)

    def ask(self, method, path, body=None):
        """Asks the control plane of this world, `path` such as `/reset`. Raises ControlError."""
        return self._control.ask(method, f"{self._path}/_sim{path}", body)

    def reset(self):
        """Back to the beginning: nothing written, no journal, the clock where it began."""
        self.ask("POST", "/reset", {})

    def close(self):
        """Removes it."""
        self._control.ask("DELETE", f"/_sim/worlds/{quote(self.name)}")

    def trouble(self):
        """Its faults and what was asked of it last, for who looks into a failed test; empty where there is nothing to tell."""
        entries = self.journal.entries()
        told = entries[-_MOST_TOLD:]
        lines = [_line_of(entry) for entry in told]
        rules = [
            f"  {rule['id']}: {_short(json.dumps({'match': rule.get('match'), 'effect': rule['effect']}))}"
            f" met {rule['hits']} of {rule['seen']} requests"
            for rule in self.faults.list()
        ]
        if not lines and not rules:
            return ""
        of = f", the last {len(told)} of {len(entries)}" if len(told) < len(entries) else ""
        head = [f"world {self.name}", f"requests{of}:", *(lines or ["  none"])]
        return "\n".join([*head, *(["faults:", *rules] if rules else [])])


class Argus:
    """mnemonic Argus in a world."""

    def __init__(self, url, keys):
        self.url = url
        self.keys = keys
        self.key = keys[0]["value"] if keys else ""
        self.headers = {"Argus-API-Key": self.key}


class Usm:
    """USM Anywhere in a world."""

    def __init__(self, url, clients, control):
        self.url = f"{url}/api/2.0"
        self.clients = clients
        self._control = control

    def token(self, client=None):
        """A fresh bearer token; of the first client when left out."""
        client = client or self.clients[0]
        return self._control.token_of(self.url, client["id"], client["secret"])

    @property
    def headers(self):
        """Headers with a fresh token."""
        return {"Authorization": f"Bearer {self.token()}"}


class Faults:
    """What is to go wrong."""

    def __init__(self, world):
        self._ask = world.ask

    def add(self, effect, **rule):
        """Adds a rule, such as `add({"error": 503}, match={"operation": "searchEvents"}, times=1)`."""
        return self._ask("POST", "/faults", {**rule, "effect": effect})

    def list(self):
        return self._ask("GET", "/faults")["faults"]

    def remove(self, fault_id):
        self._ask("DELETE", f"/faults/{quote(fault_id)}")

    def clear(self):
        self._ask("DELETE", "/faults")


class Journal:
    """What was asked."""

    def __init__(self, world):
        self._ask = world.ask

    def entries(self, **filters):
        """The last requests, oldest first; `entries(product="argus")`."""
        query = f"?{urlencode(filters)}" if filters else ""
        return self._ask("GET", f"/journal{query}")["entries"]

    def verify(self, *expectations, **more):
        """The verdict on requests: `verify({"operation": "searchEvents", "times": 2})["matched"]`."""
        return self._ask("POST", "/journal/verify", {"expect": list(expectations), **more})

    def clear(self):
        self._ask("DELETE", "/journal")


class Clock:
    """The simulated clock."""

    def __init__(self, world):
        self._ask = world.ask

    def set(self, to):
        return self._ask("POST", "/clock/set", {"to": to})

    def advance(self, by):
        return self._ask("POST", "/clock/advance", {"by": by})

    def freeze(self):
        return self._ask("POST", "/clock/freeze", {})

    def resume(self, speed=1):
        return self._ask("POST", "/clock/resume", {"speed": speed})


def _short(text):
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _line_of(entry):
    query = urlencode(entry["query"], doseq=True)
    body = "" if entry["body"] is None else f" {_short(json.dumps(entry['body']))}"
    faults = f" ({', '.join(entry['faults'])})" if entry["faults"] else ""
    path = _short(entry["path"] + (f"?{query}" if query else ""))
    return f"  {entry['seq']} {entry['method']} {path}{body} → {entry['status']}{faults}"
