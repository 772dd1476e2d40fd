"""GraphQL, HTTP and the command line: composes schema, loaders and graph."""
