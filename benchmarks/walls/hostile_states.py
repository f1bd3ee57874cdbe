"""Repositories in unusual, damaged or forged states."""

import os
import shutil
import zlib
from pathlib import Path

from benchmarks.walls.hostile_workshop import HostileRepository, Workshop

_BOTH = ("", "HEAD", "main")
_MODULES = (b"package/__init__.py", b"package/module.py")


def unborn(shop: Workshop) -> HostileRepository:
    """A repository without any commit."""
    shop.git("init", "-q", "-b", "main")
    return shop.finished(*_BOTH, mentioned=(shop.write("module.py"),))


def empty_commit(shop: Workshop) -> HostileRepository:
    """A commit without any file."""
    shop.git("init", "-q", "-b", "main")
    shop.git("commit", "-q", "--allow-empty", "-m", "nothing")
    return shop.finished(*_BOTH)


def shallow(shop: Workshop) -> HostileRepository:
    """A clone without its history."""
    origin = shop.outside / "origin"
    shop.repository(origin)
    (origin / "second.py").write_text("import sys\n")
    shop.commit(origin)
    shop.root.rmdir()
    shop.git("clone", "-q", "--depth=1", f"file://{origin}", str(shop.root), directory=origin)
    return shop.finished(*_BOTH, "HEAD~1", mentioned=(*_MODULES, b"second.py"))


def detached(shop: Workshop) -> HostileRepository:
    """HEAD is a commit, and the branch is gone."""
    shop.repository()
    shop.git("checkout", "-q", "--detach")
    shop.git("branch", "-q", "-D", "main")
    return shop.finished(*_BOTH, "@", mentioned=_MODULES)


def damaged_blob(shop: Workshop) -> HostileRepository:
    """A file's object is not even compressed data, another is cut off."""
    git_dir = shop.repository()
    _object(shop, git_dir, "HEAD:package/module.py").write_bytes(b"not zlib")
    shop.write("second.py", "import sys\n" * 1000)
    shop.commit()
    path = _object(shop, git_dir, "HEAD:second.py")
    path.write_bytes(path.read_bytes()[:20])
    return shop.finished(*_BOTH, mentioned=_MODULES)


def damaged_tree(shop: Workshop) -> HostileRepository:
    """The commit is there, its directory listing is not."""
    git_dir = shop.repository()
    _object(shop, git_dir, "HEAD^{tree}").write_bytes(zlib.compress(b"tree 5\0abcde"))
    return shop.finished(*_BOTH, mentioned=_MODULES)


def exchanged_content(shop: Workshop) -> HostileRepository:
    """An object holds other content than its id says: poison for whoever caches by id."""
    git_dir = shop.repository()
    content = b"import poison\n"
    forged = zlib.compress(b"blob %d\0" % len(content) + content)
    _object(shop, git_dir, "HEAD:package/module.py").write_bytes(forged)
    return shop.finished(*_BOTH, mentioned=_MODULES)


def replaced_objects(shop: Workshop) -> HostileRepository:
    """Replacement references and grafts tell another story than the commit."""
    git_dir = shop.repository()
    blob = shop.git("rev-parse", "HEAD:package/module.py")
    other = shop.git("hash-object", "-w", "--stdin", stdin=b"import poison\n")
    shop.git("replace", blob, other)
    (git_dir / "info" / "grafts").write_text(f"{shop.git('rev-parse', 'HEAD')} {other}\n")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def truncated_pack(shop: Workshop) -> HostileRepository:
    """All objects are in a pack that ends too early."""
    git_dir = shop.repository()
    shop.write("random.py", os.urandom(20_000).hex())
    shop.commit()
    shop.git("repack", "-q", "-a", "-d")
    (pack,) = (git_dir / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:2000])
    return shop.finished(*_BOTH, mentioned=(*_MODULES, b"random.py"))


def damaged_index(shop: Workshop) -> HostileRepository:
    """The list of tracked files is garbage."""
    git_dir = shop.repository()
    (git_dir / "index").write_bytes(b"DIRC\0\0\0\2\xff\xff\xff\xff" + b"x" * 100)
    shop.write(".gitignore", "package/\n")
    return shop.finished(*_BOTH, mentioned=(shop.write("own.py"), b".git"))


def damaged_configuration(shop: Workshop) -> HostileRepository:
    """Configuration that git refuses to read, of an unknown format."""
    git_dir = shop.repository()
    (git_dir / "config").write_bytes(b"[core\n\xff\x00 = \n[[[\nrepositoryformatversion = 99\n")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def references_in_a_circle(shop: Workshop) -> HostileRepository:
    """HEAD leads to a branch that leads back."""
    git_dir = shop.repository()
    (git_dir / "refs" / "heads" / "main").write_text("ref: refs/heads/other\n")
    (git_dir / "refs" / "heads" / "other").write_text("ref: refs/heads/main\n")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def odd_references(shop: Workshop) -> HostileRepository:
    """References that climb out, that are garbage, or whose names are."""
    git_dir = shop.repository()
    heads = git_dir / "refs" / "heads"
    (heads / "climbing").write_text("ref: ../../../outside/secret.py\n")
    (heads / "garbage").write_bytes(b"\xff\x00 nothing\n" * 1000)
    (heads / "missing").write_text("1" * 40 + "\n")
    (heads / "evil\n\x1b[2J").write_text("1" * 40 + "\n")
    (git_dir / "HEAD").write_text("ref: refs/heads/../../../outside/secret.py\n")
    return shop.finished(*_BOTH, "climbing", "garbage", "missing", mentioned=_MODULES)


def bomb(shop: Workshop) -> HostileRepository:
    """Ten directories in ten directories, ten times: ten billion files in a dozen objects."""
    shop.git("init", "-q", "-b", "main")
    blob = shop.git("hash-object", "-w", "--stdin", stdin=b"import os\n")
    tree = shop.git("mktree", stdin=b"100644 blob %b\tm.py\n" % blob.encode())
    for _ in range(10):
        lines = (b"040000 tree %b\td%d\n" % (tree.encode(), n) for n in range(10))
        tree = shop.git("mktree", stdin=b"".join(lines))
    commit = shop.git("commit-tree", tree, "-m", "boom")
    shop.git("update-ref", "refs/heads/main", commit)
    return shop.finished("", "HEAD")


def impossible_paths(shop: Workshop) -> HostileRepository:
    """A commit with paths that climb, hide in `.git`, are doubled or contain slashes."""
    shop.git("init", "-q", "-b", "main")
    blob = bytes.fromhex(shop.git("hash-object", "-w", "--stdin", stdin=b"import os\n"))
    names = (b".git", b"..", b"../../outside/secret.py", b"/etc/x.py", b"m.py", b"m.py", b"a//b.py")
    entries = b"".join(b"100644 " + name + b"\0" + blob for name in names)
    tree = shop.git(*("hash-object", "-t", "tree", "-w", "--literally", "--stdin"), stdin=entries)
    commit = shop.git("commit-tree", tree, "-m", "paths")
    (shop.root / ".git" / "refs" / "heads" / "main").write_text(f"{commit}\n")
    return shop.finished("HEAD", mentioned=())


def odd_modes(shop: Workshop) -> HostileRepository:
    """A commit with links out of the tree, huge link targets and unknown file modes."""
    shop.repository()
    shop.write("target", "../outside/secret.py")
    for name, mode in (("link.py", "120000"), ("package/out", "120000"), ("run.py", "100755")):
        blob = shop.git("hash-object", "-w", "target")
        shop.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{name}")
    huge = shop.git("hash-object", "-w", "--stdin", stdin=b"x" * 10_000_000)
    shop.git("update-index", "--add", "--cacheinfo", f"120000,{huge},huge")
    shop.git("update-index", "--add", "--cacheinfo", f"100644,{huge},huge.py")
    shop.git("commit", "-q", "-m", "modes")
    return shop.finished("HEAD", mentioned=(b"link.py", b"package/out", b"huge", b"huge.py"))


def sha256(shop: Workshop) -> HostileRepository:
    """A repository whose ids have 64 digits."""
    shop.git("init", "-q", "-b", "main", "--object-format=sha256")
    shop.write("package/__init__.py", "")
    shop.write("package/module.py")
    shop.commit()
    return shop.finished(*_BOTH, mentioned=_MODULES)


def without_parts(shop: Workshop) -> HostileRepository:
    """`.git` lacks its objects; git would go on looking above."""
    git_dir = shop.repository()
    shutil.rmtree(git_dir / "objects")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def _object(shop: Workshop, git_dir: Path, name: str) -> Path:
    id = shop.git("rev-parse", name)
    path = git_dir / "objects" / id[:2] / id[2:]
    path.chmod(0o644)
    return path


STATES = (
    unborn,
    empty_commit,
    shallow,
    detached,
    damaged_blob,
    damaged_tree,
    exchanged_content,
    replaced_objects,
    truncated_pack,
    damaged_index,
    damaged_configuration,
    references_in_a_circle,
    odd_references,
    bomb,
    impossible_paths,
    odd_modes,
    sha256,
    without_parts,
)
