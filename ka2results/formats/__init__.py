"""One file per metadata format: a published record becomes bytes."""
