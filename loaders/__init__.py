"""Sources in, records out: report prose, ledgers and decisions. Pure: no database, no network."""
