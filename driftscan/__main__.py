"""`driftscan` and `python -m driftscan`; imports nothing heavy, for start-up is felt."""

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # What a run makes is needed to its end and holds no cycles: looking for garbage is a tenth of
    # the time of a large scan, taking everything apart at the end another.
    gc.disable()
    from driftscan.cli.run import run

    exit_code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # closed, or full: Python says so in its way
        sys.exit(exit_code)
    atexit._run_exitfuncs()
    os._exit(exit_code)


if __name__ == "__main__":
    if not sys.flags.safe_path:
        # `python -m` puts the working directory, perhaps the tree to scan, before everything else.
        del sys.path[0]
    main()
