"""The grammar of reports: a text in, what it says out."""
