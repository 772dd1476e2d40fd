"""The query compiler: a GraphQL document becomes one Cypher statement whose one record has the shape of `data`."""
