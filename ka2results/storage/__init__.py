"""The file store port and its engines: blobs under their own SHA-256."""
