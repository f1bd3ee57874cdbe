"""Hostile repositories that name commands, in every place where git looks for one."""

from benchmarks.walls.hostile_workshop import HostileRepository, Workshop

_BOTH = ("", "HEAD", "main~0")
_MODULES = (b"package/__init__.py", b"package/module.py")

_KEYS = (
    "core.fsmonitor core.sshCommand core.pager core.editor core.askPass core.gitProxy "
    "core.alternateRefsCommand sequence.editor credential.helper gpg.program gpg.ssh.program "
    "diff.external diff.evil.textconv diff.evil.command filter.evil.clean filter.evil.smudge "
    "filter.evil.process merge.evil.driver mergetool.evil.cmd difftool.evil.cmd "
    "interactive.diffFilter uploadpack.packObjectsHook remote.origin.uploadpack "
    "remote.origin.receivepack remote.origin.vcs tar.evil.command pager.ls-tree pager.ls-files "
    "pager.cat-file browser.evil.cmd man.evil.cmd web.browser sendemail.smtpserver "
    "trailer.evil.command trailer.evil.cmd hook.evil.command init.templateDir "
    "submodule.evil.update http.proxy core.notesRef rerere.autoupdate"
).split()
_ALIASES = ("ls-tree", "ls-files", "cat-file", "log", "version", "rev-parse", "config")


def commands_in_configuration(shop: Workshop) -> HostileRepository:
    """Every setting of git that can hold a command holds one."""
    git_dir = shop.repository()
    lines = []
    for key in _KEYS:
        section, _, name = key.rpartition(".")
        section, _, subsection = section.partition(".")
        head = f'[{section} "{subsection}"]' if subsection else f"[{section}]"
        lines.append(f'{head}\n\t{name} = "!{shop.command}"\n\t{name} = "{shop.command}"\n')
    lines.extend(f'[alias]\n\t{alias} = "!{shop.command}"\n' for alias in _ALIASES)
    lines.append('[filter "evil"]\n\trequired = true\n[core]\n\tuntrackedCache = true\n')
    shop.write(".gitattributes", "*.py filter=evil diff=evil merge=evil\n")
    shop.write("package/changed.py", "import sys\n")
    with (git_dir / "config").open("a") as config:
        config.writelines(lines)
    return shop.finished(*_BOTH, mentioned=(*_MODULES, b"package/changed.py"))


def hooks(shop: Workshop) -> HostileRepository:
    """Every hook is in place, also in a directory of its own."""
    git_dir = shop.repository()
    names = (
        "post-index-change pre-commit post-checkout fsmonitor-watchman reference-transaction "
        "post-merge pre-auto-gc sendemail-validate query-watchman pre-push update"
    )
    for folder in (git_dir / "hooks", shop.root / "myhooks"):
        folder.mkdir(exist_ok=True)
        for name in names.split():
            (folder / name).write_text(f"#!/bin/sh\n{shop.command}\n")
            (folder / name).chmod(0o755)
    shop.git("config", "core.hooksPath", "myhooks")
    shop.git("config", "core.fsmonitor", ".git/hooks/fsmonitor-watchman")
    return shop.finished(*_BOTH, mentioned=_MODULES)


def filters_in_attributes(shop: Workshop) -> HostileRepository:
    """Attributes ask for filters, in the tree and in the repository."""
    git_dir = shop.repository()
    attributes = "* filter=evil diff=evil text eol=crlf working-tree-encoding=UTF-16 ident\n"
    shop.write(".gitattributes", "*.py filter=evil diff=evil text eol=crlf\n")
    shop.commit()
    shop.write(".gitattributes", attributes)
    (git_dir / "info" / "attributes").write_text(attributes)
    for kind in ("clean", "smudge", "process"):
        shop.git("config", f"filter.evil.{kind}", shop.command)
    shop.git("config", "diff.evil.textconv", shop.command)
    return shop.finished(*_BOTH, mentioned=_MODULES)


def missing_objects_with_a_remote(shop: Workshop) -> HostileRepository:
    """A partial clone: touching a missing file would run the remote's transport."""
    git_dir = shop.repository()
    blob = shop.git("rev-parse", "HEAD:package/module.py")
    (git_dir / "objects" / blob[:2] / blob[2:]).unlink()
    settings = {
        "remote.origin.url": f"ext::sh -c {shop.command.replace(' ', '% ')}",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "extensions.partialClone": "origin",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
        "core.repositoryFormatVersion": "1",
        "remote.origin.uploadpack": shop.command,
    }
    for key, value in settings.items():
        shop.git("config", key, value)
    return shop.finished(*_BOTH, mentioned=_MODULES)


def missing_objects_with_a_local_remote(shop: Workshop) -> HostileRepository:
    """The same with a plain path as remote and a command as its upload-pack."""
    git_dir = shop.repository()
    tree = shop.git("rev-parse", "HEAD:package")
    (git_dir / "objects" / tree[:2] / tree[2:]).unlink()
    settings = {
        "remote.origin.url": str(shop.secret_repository()),
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
        "remote.origin.uploadpack": shop.command,
    }
    for key, value in settings.items():
        shop.git("config", key, value)
    return shop.finished(*_BOTH, mentioned=_MODULES)


def submodules_with_commands(shop: Workshop) -> HostileRepository:
    """Submodules whose addresses and update rules are commands."""
    shop.repository()
    commit = shop.git("rev-parse", "HEAD")
    shop.write(
        ".gitmodules",
        f'[submodule "evil"]\n\tpath = evil\n\turl = ext::sh -c {shop.command}\n'
        f'\tupdate = "!{shop.command}"\n'
        f'[submodule "../../outside"]\n\tpath = dash\n\turl = -u{shop.command}\n',
    )
    shop.git("add", ".gitmodules")
    for name in ("evil", "dash"):
        shop.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{name}")
    shop.git("commit", "-q", "-m", "submodules")
    shop.git("config", "submodule.recurse", "true")
    return shop.finished(*_BOTH, mentioned=(*_MODULES, b"evil", b"dash"))


def bare_with_commands(shop: Workshop) -> HostileRepository:
    """A bare repository that names commands."""
    other = shop.outside / "other"
    shop.repository(other)
    shop.root.rmdir()
    shop.git("clone", "-q", "--bare", str(other), str(shop.root), directory=shop.outside)
    for key in ("core.fsmonitor", "core.sshCommand", "alias.cat-file", "core.pager"):
        shop.git("config", "--file", "config", key, shop.command)
    return shop.finished("", "HEAD", "main")


def revisions_that_are_options(shop: Workshop) -> HostileRepository:
    """Revision names that would be options, paths, or several lines."""
    git_dir = shop.repository()
    commit = shop.git("rev-parse", "HEAD")
    (git_dir / "refs" / "heads" / "--upload-pack=touch").write_text(f"{commit}\n")
    revisions = (
        "--output=/dev/null",
        f"--upload-pack={shop.command}",
        "--help",
        "-h",
        "--",
        "--upload-pack=touch",
        "refs/heads/--upload-pack=touch",
        f"ext::sh -c {shop.command}",
        "HEAD\nmain",
        "HEAD\0main",
        " ",
        "HEAD:../outside/secret.py",
        f"HEAD:{shop.outside}/secret.py",
        ":0:package/module.py",
        "@{-1}",
        "@{upstream}",
        ":/work",
        "HEAD^{/.*a.*a.*a.*b}",
        "0" * 40,
        "9" * 5000,
        "..",
        "main..HEAD",
        "^HEAD",
        "HEAD^99999999999999999999",
        "\udcff\udcfe",
    )
    return shop.finished(*revisions, mentioned=())


COMMANDS = (
    commands_in_configuration,
    hooks,
    filters_in_attributes,
    missing_objects_with_a_remote,
    missing_objects_with_a_local_remote,
    submodules_with_commands,
    bare_with_commands,
    revisions_that_are_options,
)
