"""The file format of a question: parsing, problems, revisions, loading."""
