"""What `driftscan audit` found, as values and as JSON; `report/html` makes a page of it."""
