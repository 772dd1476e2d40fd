"""GraphQL, HTTP and the command line: composes loaders and graph."""
