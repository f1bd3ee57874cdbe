"""Java libraries as javac and jdeps see them; see benchmarks/truth/against_jdeps.py."""
