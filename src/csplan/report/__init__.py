"""An answer as data: tables, trees, advice; no words of its own, no formats."""
