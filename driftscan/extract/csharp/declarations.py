"""What other files can know of a file: its types, and of these what decides what a name means.

Texts, so that they can be hints as they are:
    ``A.B.Map`2``          a type; one inside another is ``A.B.Map`2.Entry``
    `partial A.B.Foo`      the type may have more parts
    `private A.B.Foo.Bar`  heirs of the type around it do not inherit it
    `A.B.Foo : Base`       what it derives from, as written
    `A.B.Foo # Order`      a property or field, whose name hides a type of that name in its heirs
    `A.B.Foo # Order()`    a method
    `A.B.Foo + Order()`    an extension method
"""

from driftscan.extract.csharp.scopes import Scope, Scopes


def declarations_of(scopes: Scopes) -> tuple[str, ...]:
    """All of a file, in the order of the text."""
    return tuple(text for scope in scopes.all if scope.is_type for text in _of(scope))


def _of(scope: Scope) -> list[str]:
    name = scope.name
    texts = [f"partial {name}" if scope.is_partial else name]
    texts += [f"private {name}"] if scope.is_private else []
    texts += [f"{name} : {base}" for base in dict.fromkeys(scope.bases) if base]
    texts += [f"{name} # {member}" for member in sorted(scope.members) if member[:1].isupper()]
    texts += [f"{name} # {method}()" for method in sorted(scope.methods)]
    texts += [f"{name} + {method}()" for method in sorted(scope.extensions)]
    return texts
