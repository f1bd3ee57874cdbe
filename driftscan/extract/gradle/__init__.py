"""build.gradle and build.gradle.kts: what a Gradle project asks for, read but never run."""
