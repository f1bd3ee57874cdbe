from driftscan.graph.distinct import distinct
from driftscan.model.graph import Module


def test_a_name_that_two_languages_give_is_replaced_by_the_path() -> None:
    java = Module("app.main", "jvm:app:main", b"app/main.java", "jvm", "app.main", "app")
    python = Module("app.main", "app:main", b"app/main.py", "python", "app.main", "app")
    other = Module("app.other", "app:other", b"app/other.py", "python", "app.other", "app")
    assert [module.id for module in distinct([java, python, other])] == [
        "app/main.java",
        "app/main.py",
        "app.other",
    ]
    assert distinct([python, other]) == [python, other]
