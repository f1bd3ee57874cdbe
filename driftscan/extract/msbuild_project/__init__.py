"""MSBuild project files, and what they import: .csproj, .props, .targets, .projitems."""
