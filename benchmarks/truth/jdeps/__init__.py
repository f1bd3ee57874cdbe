"""Java libraries compiled by javac and read back by jdeps; see benchmarks/truth/against_jdeps.py."""
