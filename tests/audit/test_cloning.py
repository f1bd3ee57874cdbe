"""A URL is cloned bare and safely, from a git server on this machine, and nothing of it stays."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from driftscan.cli.run import run
from driftscan.errors import SourceError, UsageError
from driftscan.sources.addresses import Address, address_of, local_path, without_secrets
from driftscan.sources.clone import cloned
from driftscan.sources.git import run as run_git
from tests.history.story import Told, told
from tests.sources.making import git

HOOK = "#!/bin/sh\ntouch {mark}\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A `git daemon`: its address, and the folder that it serves."""
    if shutil.which("git-daemon") is None and not _has_daemon():
        pytest.skip("this git has no `git daemon`")
    place = tmp_path_factory.mktemp("served")
    story = [Told(days=at, files={b"app/a.py": b"x = %d\n" % at}) for at in range(5, 0, -1)]
    told(place / "work", story)
    git(place, "clone", "-q", "--bare", "work", "shop.git")
    (place / "shop.git" / "hooks").mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["git", "daemon", "--export-all", f"--base-path={place}", "--listen=127.0.0.1"]
    with subprocess.Popen(
        [*words, f"--port={port}", str(place)], stderr=subprocess.DEVNULL
    ) as daemon:
        _wait_for(port)
        yield f"git://127.0.0.1:{port}/shop.git", place
        daemon.terminate()


def _has_daemon() -> bool:
    said = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
    return Path(said.stdout.strip(), "git-daemon").exists()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("git daemon does not answer")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where clones are made."""
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_clone_is_bare_has_its_history_and_goes(
    server: tuple[str, Path], temporary: Path
) -> None:
    address = address_of(server[0])
    assert address is not None
    seen: list[int] = []
    with cloned(address, lambda done, total: seen.append(done)) as place:
        assert os.path.basename(place) == "shop"
        assert not os.path.exists(os.path.join(place, ".git"))
        assert not os.path.exists(os.path.join(place, "hooks"))
        counted = run_git(os.fsencode(place), (b"rev-list", b"--count", b"HEAD")).stdout
        assert counted.strip() == b"5"
    assert list(temporary.glob("driftscan-clone-*")) == []
    assert seen[-1:] != [0]


def test_what_fails_is_said_and_leaves_nothing(server: tuple[str, Path], temporary: Path) -> None:
    missing = server[0].replace("shop.git", "gone.git")
    with pytest.raises(SourceError, match=r"gone\.git cannot be cloned"), _clone_of(missing):
        pass
    assert list(temporary.glob("driftscan-clone-*")) == []


def test_an_error_inside_leaves_nothing(server: tuple[str, Path], temporary: Path) -> None:
    with pytest.raises(KeyboardInterrupt), _clone_of(server[0]):
        raise KeyboardInterrupt
    assert list(temporary.glob("driftscan-clone-*")) == []


def test_what_the_user_configured_has_no_part(
    server: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template with a hook, and an address that is rewritten to one that runs a program."""
    mark = tmp_path / "ran"
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    for name in ("post-checkout", "reference-transaction", "post-update"):
        (template / name).write_text(HOOK.format(mark=mark))
        (template / name).chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    rewritten = f'[url "ext::touch {mark} "]\n\tinsteadOf = git://\n'
    (home / ".gitconfig").write_text(f"[init]\n\ttemplateDir = {template.parent}\n{rewritten}")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template.parent))
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:git")
    with _clone_of(server[0]) as place:
        assert os.path.isdir(os.path.join(place, "objects"))
    assert not mark.exists()


def _clone_of(url: str):  # type: ignore[no-untyped-def]
    address = address_of(url)
    assert address is not None
    return cloned(address, lambda done, total: None)


ADDRESSES = [
    ("https://github.com/acme/shop", "https", "shop"),
    ("https://github.com/acme/shop.git", "https", "shop"),
    ("https://ada:secret@example.org/shop/", "https", "shop"),
    ("ssh://git@example.org:2222/acme/shop.git", "ssh", "shop"),
    ("git@github.com:acme/shop.git", "ssh", "shop"),
    ("git://example.org/a/..%2f", "git", "2f"),
    ("shop", None, ""),
    ("../shop", None, ""),
    ("file:///srv/shop", None, ""),
    ("C:/shop", None, ""),
]


@pytest.mark.parametrize(("written", "scheme", "name"), ADDRESSES)
def test_what_is_an_address(written: str, scheme: str | None, name: str) -> None:
    found = address_of(written)
    assert (found.scheme if found else None) == scheme
    if found:
        assert found == Address(written, scheme or "", found.name)
        assert found.name.endswith(name)
        assert "/" not in found.name


@pytest.mark.parametrize(
    "written",
    [
        "ext::sh -c id",
        "http://example.org/a",
        "ftp://example.org/a",
        "fd::7",
        "https://",
        "https:///a",
        "https://-x/a",
        "ssh://-oProxyCommand=id/a",
        "ssh://-u@host/a",
        "https://example.org/a\nb",
        "https://[::1/a",
    ],
)
def test_what_is_no_address_to_follow(written: str) -> None:
    with pytest.raises(UsageError):
        address_of(written)


def test_a_path_that_looks_like_an_address_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "git@host:shop").mkdir()
    assert address_of("git@host:shop") is None


def test_no_password_is_shown() -> None:
    assert without_secrets("https://ada:secret@example.org/a") == "https://example.org/a"
    found = address_of("https://ada:secret@example.org/a")
    assert found is not None
    assert "secret" not in found.shown


def test_a_file_address_is_its_path() -> None:
    assert local_path("file:///srv/my%20shop") == "/srv/my shop"
    assert local_path("shop") == "shop"


def test_a_url_is_audited_from_the_command_line(
    server: tuple[str, Path],
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(temporary)
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(temporary / "cache"))
    assert run(["audit", server[0]]) == 0
    said = capsys.readouterr().out
    assert said.startswith("shop: Nobody has declared")
    page = (temporary / "driftscan-audit.html").read_text()
    assert "a.py" in page
    assert "driftscan-clone-" not in page
    assert list(temporary.glob("driftscan-clone-*")) == []
