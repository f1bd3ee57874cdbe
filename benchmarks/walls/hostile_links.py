"""Hostile repositories whose git data lead out of the scanned tree."""

import os

from benchmarks.walls.hostile_workshop import HostileRepository, Workshop

_BOTH = ("", "HEAD", "main")
_MODULES = (b"package/__init__.py", b"package/module.py")


def git_file_to_private_repository(shop: Workshop) -> HostileRepository:
    """`.git` is a file that names a repository of somebody else."""
    private = shop.secret_repository()
    shop.write(".git", f"gitdir: {private}\n")
    return shop.finished(*_BOTH, mentioned=(shop.write("module.py"),))


def git_link_to_private_repository(shop: Workshop) -> HostileRepository:
    """`.git` is a symbolic link to a repository of somebody else."""
    (shop.root / ".git").symlink_to(shop.secret_repository(), target_is_directory=True)
    return shop.finished(*_BOTH, mentioned=(shop.write("module.py"),))


def git_file_to_foreign_work_tree(shop: Workshop) -> HostileRepository:
    """`.git` claims to be a linked work tree that really lives elsewhere."""
    private = shop.secret_repository()
    shop.git("worktree", "add", "-q", str(shop.outside / "linked"), directory=private.parent)
    shop.write(".git", f"gitdir: {private}/worktrees/linked\n")
    return shop.finished(*_BOTH, mentioned=(shop.write("module.py"),))


def common_directory_outside(shop: Workshop) -> HostileRepository:
    """`.git/commondir` borrows everything from a private repository."""
    git_dir = shop.repository()
    (git_dir / "commondir").write_text(f"{shop.secret_repository()}\n")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def borrowed_objects(shop: Workshop) -> HostileRepository:
    """Alternates lead to a private repository, and a branch names its commit."""
    git_dir = shop.repository()
    private = shop.secret_repository()
    (git_dir / "objects" / "info" / "alternates").write_text(f"{private}/objects\n")
    stolen = shop.git("rev-parse", "HEAD", directory=private)
    (git_dir / "refs" / "heads" / "stolen").write_text(f"{stolen}\n")
    return shop.finished(*_BOTH, "stolen", stolen, mentioned=_MODULES)


def linked_objects(shop: Workshop) -> HostileRepository:
    """The object directory, or a part of it, is a link to a private one."""
    git_dir = shop.repository()
    private = shop.secret_repository()
    stolen = shop.git("rev-parse", "HEAD", directory=private)
    for part in (private / "objects").iterdir():
        if not (git_dir / "objects" / part.name).exists():
            (git_dir / "objects" / part.name).symlink_to(part, target_is_directory=True)
    return shop.finished(*_BOTH, stolen, mentioned=_MODULES)


def linked_references(shop: Workshop) -> HostileRepository:
    """References and HEAD are links to files outside."""
    git_dir = shop.repository()
    private = shop.secret_repository()
    (git_dir / "refs" / "heads" / "out").symlink_to(private / "refs" / "heads" / "main")
    (git_dir / "refs" / "heads" / "text").symlink_to(shop.outside / "secret.py")
    (git_dir / "packed-refs").symlink_to(shop.outside / "secret.py")
    return shop.finished(*_BOTH, "out", "text", mentioned=_MODULES)


def head_that_waits(shop: Workshop) -> HostileRepository:
    """HEAD, index and configuration are pipes."""
    git_dir = shop.repository()
    for name in ("HEAD", "index", "config"):
        (git_dir / name).unlink()
        os.mkfifo(git_dir / name)
    return shop.finished(*_BOTH, mentioned=_MODULES)


def reference_that_waits(shop: Workshop) -> HostileRepository:
    """A branch, and a pack, that are pipes."""
    git_dir = shop.repository()
    os.mkfifo(git_dir / "refs" / "heads" / "pipe")
    os.mkfifo(git_dir / "objects" / "pack" / "pack-0000.idx")
    return shop.finished(*_BOTH, "pipe", mentioned=_MODULES)


def linked_head(shop: Workshop) -> HostileRepository:
    """HEAD is a link, as git itself once made it, but out of the repository."""
    git_dir = shop.repository()
    private = shop.secret_repository()
    (git_dir / "HEAD").unlink()
    (git_dir / "HEAD").symlink_to(private / "refs" / "heads" / "main")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def work_tree_elsewhere(shop: Workshop) -> HostileRepository:
    """core.worktree says that the files are in somebody's directory."""
    shop.repository()
    shop.git("config", "core.worktree", str(shop.outside))
    return shop.finished(*_BOTH, mentioned=_MODULES)


def configuration_included_from_outside(shop: Workshop) -> HostileRepository:
    """Configuration includes a secret, a pipe, and itself."""
    git_dir = shop.repository()
    os.mkfifo(shop.outside / "pipe")
    with (git_dir / "config").open("a") as config:
        for path in (shop.outside / "secret.py", git_dir / "config", shop.outside / "pipe"):
            config.write(f"[include]\n\tpath = {path}\n")
            config.write(f'[includeIf "gitdir:/"]\n\tpath = {path}\n')
    return shop.finished(*_BOTH, mentioned=_MODULES)


def nested_repositories(shop: Workshop) -> HostileRepository:
    """Repositories and bare repositories inside the tree, one naming commands."""
    shop.repository()
    inner = shop.repository(shop.root / "inner")
    shop.git("config", "core.fsmonitor", shop.command, directory=inner.parent)
    shop.git("clone", "-q", "--bare", str(inner.parent), "bare")
    shop.git("config", "--file", "bare/config", "core.fsmonitor", shop.command)
    shop.write("file/.git", f"gitdir: {shop.outside}\n")
    module = shop.write("file/module.py")
    return shop.finished(*_BOTH, mentioned=(*_MODULES, b"inner/package/module.py", module))


LINKS = (
    git_file_to_private_repository,
    git_link_to_private_repository,
    git_file_to_foreign_work_tree,
    common_directory_outside,
    borrowed_objects,
    linked_objects,
    linked_references,
    linked_head,
    head_that_waits,
    reference_that_waits,
    work_tree_elsewhere,
    configuration_included_from_outside,
    nested_repositories,
)
