"""What a spec names but the tree does not have is told, with line and remedy."""

import datetime

import pytest

from driftscan.checks.matching import unmatched_declarations
from driftscan.checks.silent import silent_parts
from tests.checks.tiny_system import question_of, spec_of

TREE = {
    "billing/__init__.py": "",
    "billing/api.py": "",
    "billing/storage.py": "",
    "billing/parts/cart.py": "",
    "common/util.py": "import urllib.request\nimport yaml\n",
}
BILLING = {"path": "billing"}
COMMON = {"path": "common"}

CASES = [
    (
        {
            "components": {"billing": BILLING, "common": COMMON},
            "rules": [{"deny": "common -> billing"}],
        },
        [],
    ),
    (
        {"components": {"billing": {"path": "biling"}}},
        ["driftscan.yaml:3: component 'billing': nothing is at 'biling' (did you mean 'billing'?)"],
    ),
    # Written from elsewhere: the whole path is there, further down.
    (
        {"components": {"a": {"path": "parts"}}},
        ["driftscan.yaml:3: component 'a': nothing is at 'parts' (did you mean 'billing/parts'?)"],
    ),
    (
        {"components": {"billing": {"path": ["billing", "gone"]}}},
        ["driftscan.yaml:3: component 'billing': nothing is at 'gone'"],
    ),
    # One cause, one message: the rule that names the empty component is not told too.
    (
        {"components": {"a": {"path": "nowhere"}, "b": BILLING}, "rules": [{"deny": "a -> b"}]},
        ["driftscan.yaml:3: component 'a': nothing is at 'nowhere'"],
    ),
    (
        {
            "components": {"outer": {"path": "billing/parts"}, "cart": {"path": "billing/parts/*"}},
            "rules": [{"deny": "cart -> outer"}],
        },
        [
            "driftscan.yaml:8: rule 'deny cart->outer': all modules of component 'outer' belong to "
            "components nested in it that the rule names too, so nothing is left to check"
        ],
    ),
    (
        {
            "components": {"billing": BILLING},
            "layers": [{"in": "billing", "order": ["api", "storag", "parts"]}],
        },
        [
            "driftscan.yaml:6: rule 'layers in billing': 'billing' has nothing called 'storag' "
            "(did you mean 'storage'?); it has api, parts, storage"
        ],
    ),
    # Each container must have the layers that are not optional.
    (
        {
            "components": {"billing": BILLING, "common": COMMON},
            "layers": [
                {
                    "in": ["billing", "common"],
                    "order": ["api", {"layer": "storage", "optional": True}],
                }
            ],
        },
        [
            "driftscan.yaml:8: rule 'layers in billing, common': 'common' has nothing called "
            "'api'; it has util"
        ],
    ),
    (
        {
            "components": {"billing": BILLING},
            "layers": [
                {"in": "billing", "order": ["api", {"any": ["x", "storage"], "optional": ["x"]}]}
            ],
        },
        [],
    ),
    (
        {
            "components": {"billing": BILLING},
            "layers": [{"in": "billing", "order": ["api", {"layer": "x", "optional": True}]}],
        },
        [
            "driftscan.yaml:6: rule 'layers in billing': no two of its layers are in billing, so "
            "nothing is left to check"
        ],
    ),
    # What an exhaustive order says of the others is a check all the same.
    (
        {
            "components": {"billing": BILLING},
            "layers": [
                {
                    "in": "billing",
                    "order": ["api", {"layer": "x", "optional": True}],
                    "exhaustive": True,
                    "besides": ["part"],
                }
            ],
        },
        [
            "driftscan.yaml:6: rule 'layers in billing': 'besides' names 'part', but billing has "
            "no such child outside the layers (did you mean 'parts'?)"
        ],
    ),
    (
        {
            "components": {"web": {"path": "web"}, "billing": BILLING},
            "layers": [{"in": ["web", "billing"], "order": ["api", "storage"]}],
        },
        [
            "driftscan.yaml:8: rule 'layers in web, billing': component 'web' has no module that "
            "driftscan reads, so the rule says nothing of it"
        ],
    ),
    (
        {
            "components": {"web": {"path": "web"}, "billing": BILLING},
            "rules": [
                {"protect": "web", "allow": "billing"},
                {"protect": "web, billing", "allow": []},
                {"protect": "external:boto3", "allow": ["web"]},
                {"private": "web"},
                {"private": "components"},
            ],
        },
        [
            f"driftscan.yaml:{line}: rule '{name}': component 'web' has no module that driftscan "
            "reads, so the rule says nothing of it"
            for line, name in ((8, "protect web"), (15, "private web"))
        ],
    ),
    (
        {
            "components": {"common": COMMON},
            "rules": [{"protect": "external:urllib.request", "allow": "common", "name": "net"}],
        },
        [
            "driftscan.yaml:6: rule 'net': of the external package 'urllib' no more than this "
            "name is known, so nothing can be said about 'external:urllib.request'; write "
            "external:urllib, or the distribution that a manifest names"
        ],
    ),
    (
        {"components": {"billing": {"path": "billing", "public": ["billing.apy"]}}},
        [
            "driftscan.yaml:5: rule 'public billing': 'billing' has no module and no name "
            "'billing.apy' (did you mean 'billing.api'?)"
        ],
    ),
    (
        {"components": {"billing": BILLING}, "rules": [{"covered": "services/*"}]},
        ["driftscan.yaml:6: rule 'covered services/*': no module is under services/*"],
    ),
    # A rule that is not checked says nothing about what it names.
    (
        {
            "components": {"web": {"path": "web"}, "billing": BILLING},
            "rules": [{"deny": "web -> billing", "via": "deploy-time"}],
        },
        [],
    ),
    (
        {
            "components": {"web": {"path": "web"}, "billing": BILLING},
            "rules": [{"independent": ["web", "billing"]}],
        },
        [
            "driftscan.yaml:8: rule 'independent web, billing': component 'web' has no module that "
            "driftscan reads, so the rule says nothing of it"
        ],
    ),
    (
        {"components": {"web": {"path": "web"}}, "rules": [{"acyclic": {"in": "web"}}]},
        [
            "driftscan.yaml:6: rule 'acyclic in web': component 'web' has no module that driftscan "
            "reads, so the rule says nothing of it"
        ],
    ),
    # Of a package outside only the top-level name is known: this could never be found.
    (
        {
            "components": {"common": COMMON},
            "rules": [{"deny": "common -> external:urllib.request", "name": "no net"}],
        },
        [
            "driftscan.yaml:6: rule 'no net': of the external package 'urllib' no more than this "
            "name is known, so nothing can be said about 'external:urllib.request'; write "
            "external:urllib, or the distribution that a manifest names"
        ],
    ),
    (
        {
            "components": {"common": COMMON},
            "rules": [
                {"deny": "common -> external:dev", "through_others": True, "name": "lean"},
            ],
        },
        [
            "driftscan.yaml:6: rule 'lean': through_others does not reach 'external:dev', only its "
            "direct use is seen; put it into a rule of its own without it"
        ],
    ),
    # A rule that has ended says nothing about what it names.
    (
        {
            "components": {"billing": BILLING},
            "rules": [{"covered": "services", "until": "2026-11-19"}],
        },
        [],
    ),
    (
        {
            "components": {"billing": BILLING},
            "rules": [{"covered": "services", "until": "2026-11-20"}],
        },
        ["driftscan.yaml:6: rule 'covered services': no module is under services"],
    ),
    # What is not imported at all may be denied under any name.
    ({"components": {"common": COMMON}, "rules": [{"deny": "common -> external:http.client"}]}, []),
]


@pytest.mark.parametrize(("sections", "expected"), CASES)
def test_unmatched(sections: dict[str, object], expected: list[str]) -> None:
    spec = spec_of(sections)
    question = question_of(spec, TREE, datetime.date(2026, 11, 20))
    assert unmatched_declarations(question, spec.rules, [b"web/main.ts"]) == expected


def test_files_that_are_not_read_are_no_missing_files() -> None:
    spec = spec_of({"components": {"web": {"path": ["web/*.ts", "wep/*.ts"]}, "billing": BILLING}})
    question = question_of(spec, TREE)
    others = [b"web/.", b"web/parts/."]
    assert unmatched_declarations(question, spec.rules, others) == [
        "driftscan.yaml:3: component 'web': no file that driftscan reads is at 'web/*.ts'",
        "driftscan.yaml:3: component 'web': nothing is at 'wep/*.ts'",
    ]


def test_many_rules_about_code_that_is_not_read_are_one_message() -> None:
    components = {"web": {"path": "web"}, "app": {"path": "app/*.ts"}, "billing": BILLING}
    rules = [
        {"deny": "web -> billing"},
        {"deny": "billing -> app"},
        {"deny": "app -> web", "name": "both"},
    ]
    spec = spec_of({"components": components, "rules": rules})
    question = question_of(spec, TREE)
    others = [b"web/.", b"app/."]
    assert unmatched_declarations(question, spec.rules, others) == [
        "driftscan.yaml:5: driftscan reads no file of the components 'app', 'web', so 3 rules say "
        "nothing of them: 'deny web->billing' (line 10), 'deny billing->app' (line 11), 'both' "
        "(line 12)"
    ]


ALL_TESTS = (
    "all modules of component 'checks' are test code, which takes no part in this rule "
    "(tests: false), so it says nothing of it"
)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"deny": "checks -> shop"}, True),
        ({"deprecate": "shop -> checks"}, True),
        ({"allow_only": "checks -> shop"}, True),
        ({"independent": ["checks", "shop"]}, True),
        ({"acyclic": {"in": "checks"}}, True),
        ({"protect": "checks", "allow": []}, True),
        ({"private": "checks"}, True),
        # Enough is left to check; what is without effect is a note.
        ({"deny": "checks, web -> shop"}, False),
        ({"independent": ["checks", "shop", "web"]}, False),
        ({"deny": "* -> shop"}, False),
    ],
)
def test_a_side_of_nothing_but_test_code_is_told(rule: dict[str, object], told: bool) -> None:
    components = {name: {"path": name} for name in ("checks", "shop", "web")}
    spec = spec_of({"components": components, "rules": [{**rule, "tests": False}]})
    tree = {"checks/test_a.py": "", "shop/a.py": "", "web/a.py": ""}
    question = question_of(spec, tree)
    messages = unmatched_declarations(question, spec.rules)
    assert [message.endswith(ALL_TESTS) for message in messages] == [True] * told
    notes = silent_parts(question, spec.rules)
    shown = any("checks (all its modules are test code)" in note for note in notes)
    assert shown or told or "*" in str(rule)


def test_all_at_once_in_the_order_of_the_spec() -> None:
    spec = spec_of(
        {
            "components": {"z": {"path": "gone"}, "a": {"path": "lost"}, "billing": BILLING},
            "rules": [{"covered": "nowhere"}],
        }
    )
    messages = unmatched_declarations(question_of(spec, TREE), spec.rules)
    assert [message.split(": ")[0] for message in messages] == [
        "driftscan.yaml:3",
        "driftscan.yaml:5",
        "driftscan.yaml:10",
    ]
