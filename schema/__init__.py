"""What the graph is: node and relationship types, vocabularies, and all that is computed from them."""
