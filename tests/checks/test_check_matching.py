"""What a spec names but the tree does not have is told, with line and remedy."""

import pytest

from driftscan.checks.matching import unmatched_declarations
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
            "rules": [{"deny": "web -> billing", "via": "http"}],
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
    # What is not imported at all may be denied under any name.
    ({"components": {"common": COMMON}, "rules": [{"deny": "common -> external:http.client"}]}, []),
    (
        {
            "components": {"common": COMMON, "billing": BILLING},
            "rules": [
                {
                    "deny": {"from": ["billing"], "to": ["common", "external:yaml"]},
                    "through_others": True,
                    "name": "pure",
                }
            ],
        },
        [
            "driftscan.yaml:8: rule 'pure': through_others does not reach external packages, only "
            "their direct use is seen; put external:yaml into a rule of its own without it"
        ],
    ),
]


@pytest.mark.parametrize(("sections", "expected"), CASES)
def test_unmatched(sections: dict[str, object], expected: list[str]) -> None:
    spec = spec_of(sections)
    question = question_of(spec, TREE)
    assert unmatched_declarations(question, spec.rules, [b"web/main.ts"]) == expected


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
