"""Settings of bundlers and test runners, which are programs: what names they give to folders."""
