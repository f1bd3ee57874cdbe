"""Compose files and the variables they are filled with."""

from pathlib import Path


def merge_key_bomb(tree: Path) -> None:
    """Each level merges the one below ten times."""
    lines = ["x-0: &l0 {" + ", ".join(f"k{n}: v" for n in range(10)) + "}"]
    for level in range(1, 30):
        lines.append(f"x-{level}: &l{level}")
        lines.append(f"  <<: [{', '.join([f'*l{level - 1}'] * 10)}]")
    lines += ["services:", "  bomb:", "    image: x", "    environment:", "      <<: *l29"]
    _write(tree / "docker-compose.yml", "\n".join(lines))


def alias_bomb(tree: Path) -> None:
    """Billion laughs."""
    lines = ["x-0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"x-{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30)]
    lines += ["services:", "  bomb:", "    image: x", "    command: *l29"]
    _write(tree / "docker-compose.yml", "\n".join(lines))


def many_services(tree: Path) -> None:
    """100,000 in one file, each with a variable that names the next."""
    row = "  s{n}:\n    image: acme/s{n}\n    environment:\n      NEXT: http://s{after}\n"
    parts = ["services:\n", *(row.format(n=n, after=n + 1) for n in range(100_000))]
    _write(tree / "docker-compose.yml", "".join(parts))


def many_files(tree: Path) -> None:
    """1,000 compose files with 20 services each, half of the names shared."""
    for at in range(1000):
        rows = [
            f"  s{at % 500}-{n}:\n    build: ./s{n}\n    depends_on: [s{n}]\n" for n in range(20)
        ]
        _write(tree / f"f{at}" / "docker-compose.yml", "services:\n" + "".join(rows))


def recursive_extends(tree: Path) -> None:
    """Services that extend each other and themselves, files that include each other."""
    rows = [
        f"  s{n}:\n    extends:\n      service: s{(n + 1) % 2000}\n    environment: [A{n}=b]\n"
        for n in range(2000)
    ]
    own = "  me:\n    extends:\n      file: docker-compose.yml\n      service: me\n"
    text = "include: [other/docker-compose.yml]\nservices:\n" + "".join(rows) + own
    _write(tree / "docker-compose.yml", text)
    text = "include: [../docker-compose.yml]\nservices:\n  other:\n    extends: other\n"
    _write(tree / "other" / "docker-compose.yml", text)


def circular_variables(tree: Path) -> None:
    """50,000 variables, each made of the next two, the last of the first; read by code."""
    count = 50_000
    rows = [f"V{n}=http://${{V{(n + 1) % count}}}${{V{(n + 2) % count}}}\n" for n in range(count)]
    _write(tree / ".env", "".join(rows))
    _write(
        tree / "docker-compose.yml",
        "services:\n  app:\n    build: ./app\n    env_file: .env\n    environment:\n"
        + "".join(f'      W{n}: "${{V{n}}}${{W{n + 1}}}"\n' for n in range(5000)),
    )
    calls = "".join(f'requests.get(os.environ["W{n}"])\n' for n in range(200))
    _write(tree / "app" / "app.py", "import os\nimport requests\n\n" + calls)
    _write(tree / "app" / "Dockerfile", "FROM python:3.12\n")


def circular_names(tree: Path) -> None:
    """Constants that are made of each other, in many files."""
    for at in range(100):
        lines = [
            f"HOST_{at}_{n} = HOST_{(at + 1) % 100}_{n} + HOST_{(at + 7) % 100}_{(n + 1) % 50}"
            for n in range(50)
        ]
        lines += ["import requests", *(f"requests.get(HOST_{at}_{n})" for n in range(50))]
        _write(tree / "app" / f"m{at}.py", "\n".join(lines))
    _write(tree / "app" / "Dockerfile", "FROM python:3.12\n")
    _write(tree / "docker-compose.yml", "services:\n  app:\n    build: ./app\n")


def strange_names(tree: Path) -> None:
    """Control characters, writing from right to left, and 10,000 letters."""
    names = [
        "a\\e[31mred",
        "b\\u202Eevil",
        "c\\nnew",
        "d\\0nul",
        "@everyone",
        "<script>",
        "x" * 10_000,
    ]
    rows = [f'  "{name}":\n    image: "i{name}"\n    hostname: "{name}"\n' for name in names]
    _write(tree / "docker-compose.yml", "services:\n" + "".join(rows))


def deep_yaml(tree: Path) -> None:
    """100,000 levels of lists, and of mappings in flow style."""
    _write(tree / "docker-compose.yml", "services: " + "[" * 100_000)
    _write(tree / "compose.deep.yml", "services: " + "{a: " * 50_000)
    _write(tree / "blocks.yaml", "".join(f"{' ' * n}a:\n" for n in range(3000)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
