"""One reader per format; ``content.importers.choosing`` picks one by a source's content."""
