"""siem-sim from Python: a server that is started or found, and worlds on it. Standard library only."""

from .server import Server, find_or_start
from .world import ControlError, World

__all__ = ["ControlError", "Server", "World", "find_or_start"]
