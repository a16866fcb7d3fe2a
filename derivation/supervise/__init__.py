"""Documents checked under hard limits of time and memory, whatever they hold.

`worker` does the work in a process of its own; `supervisor` starts it, listens to it and
replaces it when it dies. Importing this package imports nothing of the engine.
"""

from derivation.supervise.supervisor import run
from derivation.supervise.worker import Job

__all__ = ["Job", "run"]
