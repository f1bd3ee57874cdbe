"""Tools of the npm registry, installed under benchmarks/.work/node on first use."""

import json
import shutil
import subprocess
from pathlib import Path

from benchmarks.packages import WORK

VERSIONS = {
    "typescript": "5.9.3",
    "dependency-cruiser": "17.4.3",
    "madge": "8.0.0",
    "picomatch": "4.0.4",
}


def node_folder() -> Path | str:
    """The folder with the tools in its node_modules, or why they can't be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "there is no node, or no npm"
    folder = WORK / "node"
    if not (folder / "node_modules" / "typescript").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        manifest = {"private": True, "dependencies": VERSIONS}
        (folder / "package.json").write_text(json.dumps(manifest), "utf-8")
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"npm could not install the tools: {done.stderr.strip()[:300]}"
    return folder
