"""Whatever a person reads, in the reader's language: English stands in the code, other languages beside it."""
