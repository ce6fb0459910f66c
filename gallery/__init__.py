"""Pictures of the books' pages, for people who look whether a change is an improvement."""
