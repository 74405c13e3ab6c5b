"""The fixtures `siem_server` and `siem`, and what a failed test is told of its world."""

import pytest

from .server import find_or_start

_WORLD = pytest.StashKey()


def pytest_addoption(parser):
    group = parser.getgroup("siem-sim")
    group.addoption("--siem-sim-url", help="a simulator that runs already (SIEM_SIM_URL); else one is started")
    group.addoption("--siem-sim-command", help="what starts one (SIEM_SIM_COMMAND), such as: npx siem-sim")
    parser.addini("siem_sim_arguments", "what a simulator is started with besides, such as --events 500", type="args")


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "siem(scenario=…, seed=…, events=…): what the world of the test plays, as `PUT /_sim/worlds/…` takes it"
    )


@pytest.fixture(scope="session")
def siem_server(request):
    """The simulator that all worlds are on."""
    config = request.config
    server = find_or_start(
        config.getoption("--siem-sim-url"), config.getoption("--siem-sim-command"), config.getini("siem_sim_arguments")
    )
    yield server
    server.close()


@pytest.fixture
def siem(siem_server, request):
    """A fresh world: state, clock, faults and journal of its own."""
    marker = request.node.get_closest_marker("siem")
    world = siem_server.world(**(marker.kwargs if marker else {}))
    request.node.stash[_WORLD] = world
    yield world
    world.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    world = item.stash.get(_WORLD, None)
    if world is None or call.when != "call" or not report.failed:
        return
    try:
        told = world.trouble()
    except Exception as error:  # What cannot be told must not hide the failure itself.
        told = f"its journal cannot be read: {error}"
    if told:
        report.sections.append(("siem-sim", told))
