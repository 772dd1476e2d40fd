"""Records in, answers out: engines, writing, the query compiler, integrity."""
