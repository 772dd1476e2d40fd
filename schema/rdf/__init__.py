"""The model in RDF: its terms, records as resources and these as text, OWL terms and SHACL shapes."""
