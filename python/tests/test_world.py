"""What a client's test does with a world."""

import json
import urllib.error
import urllib.request

import pytest
from siem_sim import ControlError

pytest_plugins = ["pytester"]


def get(url, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_a_client_of_both_products(siem):
    status, page = get(f"{siem.argus.url}/events/v1/aggregated?limit=2", siem.argus.headers)
    assert (status, len(page["data"])) == (200, 2)
    status, page = get(f"{siem.usm.url}/alarms?size=1", siem.usm.headers)
    assert (status, len(page["_embedded"]["alarms"])) == (200, 1)


def test_a_fault_and_what_was_asked(siem):
    siem.faults.add({"error": 503}, match={"product": "argus"}, times=1)
    ask = lambda: get(f"{siem.argus.url}/events/v1/aggregated", siem.argus.headers)[0]
    assert [ask(), ask()] == [503, 200]
    assert siem.journal.verify({"operation": "listAggregatedEvents", "times": 2})["matched"]
    assert [entry["status"] for entry in siem.journal.entries(product="argus")] == [503, 200]


def test_a_world_of_its_own(siem):
    assert siem.journal.entries() == []
    assert siem.faults.list() == []


@pytest.mark.siem(scenario="empty")
def test_another_scenario(siem):
    assert get(f"{siem.argus.url}/events/v1/aggregated?startTimestamp=0", siem.argus.headers)[1]["count"] == 0


def test_the_clock(siem):
    before = siem.ask("GET", "")["clock"]["now"]
    siem.clock.advance("1h")
    assert siem.ask("GET", "")["clock"]["now"] == before + 3_600_000
    siem.reset()
    assert siem.ask("GET", "")["clock"]["now"] == before
    with pytest.raises(ControlError, match="no duration"):
        siem.clock.advance("soon")


def test_a_failed_test_is_told_of_its_world(pytester, siem_server):
    pytester.makepyfile(
        """
        import urllib.request
        def test_wrong(siem):
            siem.faults.add({"error": 503}, match={"product": "argus"})
            request = urllib.request.Request(siem.argus.url + "/events/v1/aggregated?limit=7", headers=siem.argus.headers)
            urllib.request.urlopen(request)
        """
    )
    result = pytester.runpytest_subprocess("--siem-sim-url", siem_server.url)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*siem-sim*", "world *", "requests:", "*GET /events/v1/aggregated?limit=7 → 503 (fault-1)", "faults:", '*"error": 503*'])


def test_a_server_that_does_not_start_says_why(pytester):
    pytester.makepyfile("def test_it(siem): pass")
    result = pytester.runpytest_subprocess("--siem-sim-command", "false")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*siem-sim ended with 1*"])
