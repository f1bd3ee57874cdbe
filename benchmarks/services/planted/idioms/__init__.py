"""One module per language: how its programs call, publish and keep data."""

from benchmarks.services.planted.idioms.csharp import CSHARP
from benchmarks.services.planted.idioms.go import GO
from benchmarks.services.planted.idioms.java import JAVA
from benchmarks.services.planted.idioms.javascript import JAVASCRIPT
from benchmarks.services.planted.idioms.kotlin import KOTLIN
from benchmarks.services.planted.idioms.php import PHP
from benchmarks.services.planted.idioms.python import PYTHON
from benchmarks.services.planted.idioms.ruby import RUBY
from benchmarks.services.planted.idioms.rust import RUST
from benchmarks.services.planted.idioms.typescript import TYPESCRIPT

LANGUAGES = {
    language.name: language
    for language in (*(PYTHON, JAVASCRIPT, TYPESCRIPT, GO, JAVA, KOTLIN, CSHARP, PHP, RUBY, RUST),)
}
