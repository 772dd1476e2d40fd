"""The GraphQL service: types declared from the catalog, operations answered by the compiler."""
