"""Requests to the control plane."""

import json
import ssl
import urllib.error
import urllib.request


class ControlError(Exception):
    """What the control plane refuses; `status` and `problem` tell why."""

    def __init__(self, status, problem):
        detail = problem.get("detail") or problem.get("title") or "" if isinstance(problem, dict) else problem
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.problem = problem


class Control:
    """Asks a server's control plane, past proxies, with its token."""

    def __init__(self, url, token=None, ca_file=None):
        self.url = url.rstrip("/")
        self.token = token
        handlers = [urllib.request.ProxyHandler({})]
        if self.url.startswith("https:"):
            handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca_file)))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, method, path, body=None):
        """The answer as JSON; None where there is none. Raises ControlError for a refusal."""
        headers = {"Accept": "application/json"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=60) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                raise ControlError(error.code, _json_or_text(error.read().decode())) from None
        return json.loads(text) if text else None

    def token_of(self, url, client_id, secret):
        """A bearer token of USM Anywhere for an API client."""
        import base64

        basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        request = urllib.request.Request(
            f"{url}/oauth/token?grant_type=client_credentials",
            data=b"",
            headers={"Authorization": f"Basic {basic}"},
            method="POST",
        )
        with self._opener.open(request, timeout=60) as answer:
            return json.loads(answer.read().decode())["access_token"]


def _json_or_text(text):
    try:
        return json.loads(text)
    except ValueError:
        return text
