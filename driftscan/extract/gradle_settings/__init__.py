"""settings.gradle and settings.gradle.kts: the projects of a Gradle build."""
