"""What a plan says: frozen models, one module a section."""
