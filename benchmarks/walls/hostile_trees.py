"""Hostile directories: links, names, special files, depths and ignore files; no git needed."""

import os
import socket
import stat

from benchmarks.walls.hostile_workshop import HostileRepository, Workshop


def link_to_file_outside(shop: Workshop) -> HostileRepository:
    """A module that is a link to somebody's secret."""
    (shop.root / "secret.py").symlink_to(shop.outside / "secret.py")
    (shop.root / "relative.py").symlink_to("../outside/secret.py")
    kept = shop.write("own.py")
    return shop.finished(mentioned=(b"secret.py", b"relative.py", kept))


def link_to_directory_outside(shop: Workshop) -> HostileRepository:
    """A package that is a link to somebody's directory."""
    (shop.root / "package").symlink_to(shop.outside, target_is_directory=True)
    (shop.root / "rest").symlink_to("/", target_is_directory=True)
    return shop.finished(mentioned=(b"package", b"rest", shop.write("own.py")))


def link_loops(shop: Workshop) -> HostileRepository:
    """Links to themselves, to each other and to a parent."""
    (shop.root / "self.py").symlink_to("self.py")
    (shop.root / "one.py").symlink_to("two.py")
    (shop.root / "two.py").symlink_to("one.py")
    inner = shop.write("deep/deeper/module.py")
    (shop.root / "deep" / "deeper" / "up").symlink_to("../..", target_is_directory=True)
    return shop.finished(mentioned=(b"self.py", b"one.py", b"two.py", inner, b"deep/deeper/up"))


def links_into_proc(shop: Workshop) -> HostileRepository:
    """Links to files that never end, or tell about the reader itself."""
    targets = {"environ.py": "/proc/self/environ", "zero.py": "/dev/zero", "tty.py": "/dev/tty"}
    for name, target in targets.items():
        (shop.root / name).symlink_to(target)
    (shop.root / "self").symlink_to("/proc/self", target_is_directory=True)
    return shop.finished(mentioned=(b"environ.py", b"zero.py", b"tty.py", b"self"))


def hostile_names(shop: Workshop) -> HostileRepository:
    """Names that break lines, terminals, decoders, argument lists and markup."""
    names = (
        b"new\nline.py",
        b"carriage\rreturn.py",
        b"tab\there.py",
        b"invalid-\xff\xfe.py",
        b"escape-\x1b[2J.py",
        b"bidi-\xe2\x80\xaetxt.py",
        b"-rf.py",
        b"--output=x.py",
        b" leading and trailing .py",
        b"quote'\"`$(touch x).py",
        b"%0a::error::.py",
        b"<script>alert(1)<script>.py",
        b"\xf0\x9f\x92\xa9.py",
        b"back\\slash.py",
        b"colon:star*?[x].py",
        b"@all.py",
        b".py",
        b"n" * 252 + b".py",
    )
    written = tuple(shop.write(name) for name in names)
    folder = shop.write(b"dir\n\xff/-x/module.py")
    return shop.finished(mentioned=(*written, folder))


def empty_directory(shop: Workshop) -> HostileRepository:
    """Nothing at all."""
    return shop.finished()


def pipes_named_like_modules(shop: Workshop) -> HostileRepository:
    """Opening one of these waits for ever."""
    os.mkfifo(shop.root / "pipe.py")
    os.mkfifo(shop.root / "pyproject.toml")
    os.mkfifo(shop.root / ".gitignore")
    os.mkfifo(shop.root / "driftscan.pipe")
    return shop.finished(mentioned=(b"pipe.py", b"pyproject.toml", b".gitignore"))


def sockets_and_devices(shop: Workshop) -> HostileRepository:
    """A socket, and where the user may make them, devices."""
    here = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
    os.chdir(shop.root)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.py")
    os.fchdir(here)
    os.close(here)
    mentioned = [b"socket.py"]
    if os.geteuid() == 0:
        os.mknod(shop.root / "zero.py", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        mentioned.append(b"zero.py")
    return shop.finished(mentioned=tuple(mentioned))


def thousand_levels(shop: Workshop) -> HostileRepository:
    """A directory in a directory, a thousand times, with a module at every level."""
    return shop.finished(mentioned=_nested(shop, b"d", 1000))


def longer_than_any_path(shop: Workshop) -> HostileRepository:
    """Paths that no system call takes in one piece."""
    return shop.finished(mentioned=_nested(shop, b"d" * 200, 60))


def _nested(shop: Workshop, name: bytes, levels: int) -> tuple[bytes, ...]:
    folder = os.open(shop.root, os.O_RDONLY | os.O_DIRECTORY)
    paths = []
    path = b""
    for _ in range(levels):
        os.mkdir(name, dir_fd=folder)
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
        os.close(folder)
        folder = inner
        os.close(os.open(b"m.py", os.O_WRONLY | os.O_CREAT, dir_fd=folder))
        path = path + name + b"/"
        paths.append(path + b"m.py")
    os.close(folder)
    return tuple(paths)


def wide_directory(shop: Workshop) -> HostileRepository:
    """Very many files side by side."""
    return shop.finished(mentioned=tuple(shop.write(f"wide/m{n}.py", "") for n in range(5000)))


def too_large_files(shop: Workshop) -> HostileRepository:
    """A module of ten gigabytes (of holes), and one just over the limit."""
    shop.write("holes.py", "")
    os.truncate(shop.root / "holes.py", 10 * 1024**3)
    shop.write("over.py", b"#" * (5 * 1024 * 1024 + 1))
    shop.write("just.py", b"#" * (5 * 1024 * 1024))
    return shop.finished(mentioned=(b"holes.py", b"over.py", b"just.py"))


def forbidden_files(shop: Workshop) -> HostileRepository:
    """A module and a directory without any permission."""
    module = shop.write("module.py")
    inner = shop.write("closed/inner.py")
    (shop.root / "module.py").chmod(0)
    (shop.root / "closed").chmod(0)
    return shop.finished(mentioned=(module, inner))


def huge_ignore_file(shop: Workshop) -> HostileRepository:
    """Hundreds of thousands of patterns."""
    shop.write(".gitignore", b"".join(b"n%d*x?y\n" % n for n in range(200_000)))
    shop.write("below/.gitignore", b"".join(b"n%d*\n" % n for n in range(20_000)))
    modules = tuple(shop.write(f"below/m{n}.py", "") for n in range(200))
    return shop.finished(mentioned=(b".gitignore", *modules))


def endless_patterns(shop: Workshop) -> HostileRepository:
    """Patterns that make a backtracking matcher run for ever, and malformed ones."""
    patterns = (
        b"*a" * 200 + b"*b",
        b"/" + b"**/*a" * 100 + b"/**/b",
        b"[a-z]*" * 200 + b"!",
        b"?*" * 300 + b"q",
        b"[" * 10_000,
        b"[[:nothing:]]*",
        b"\\",
        b"!" * 1000,
        b"[z-a]/**",
        b"\xff\xfe\x00*",
        b"(a+)+$",
    )
    shop.write(".gitignore", b"\n".join(patterns))
    name = b"a" * 240 + b".py"
    folder = b"/".join([b"a" * 100] * 20) + b"/"
    return shop.finished(mentioned=(shop.write(name), shop.write(folder + name)))


def ignore_file_outside(shop: Workshop) -> HostileRepository:
    """Ignore files that are links: to a secret, to a device, to a directory."""
    (shop.root / ".gitignore").symlink_to(shop.outside / "secret.py")
    modules = []
    for folder, target in (("zero", "/dev/zero"), ("folder", ".."), ("self", ".gitignore")):
        modules.append(shop.write(f"{folder}/module.py"))
        (shop.root / folder / ".gitignore").symlink_to(target)
    return shop.finished(mentioned=tuple(modules))


TREES = (
    link_to_file_outside,
    link_to_directory_outside,
    link_loops,
    links_into_proc,
    hostile_names,
    empty_directory,
    pipes_named_like_modules,
    sockets_and_devices,
    thousand_levels,
    longer_than_any_path,
    wide_directory,
    too_large_files,
    forbidden_files,
    huge_ignore_file,
    endless_patterns,
    ignore_file_outside,
)
