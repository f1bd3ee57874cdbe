"""`driftscan` and `python -m driftscan`; imports nothing heavy, for start-up is felt."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from driftscan.cli.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    if not sys.flags.safe_path:
        # `python -m` puts the working directory, perhaps the tree to scan, before everything else.
        del sys.path[0]
    main()
