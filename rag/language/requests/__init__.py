"""How people ask for more than a fact, a file for each language: tables, and nothing that decides."""
