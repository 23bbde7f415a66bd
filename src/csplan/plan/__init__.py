"""What a plan says: frozen models, one module a section.

The annotations of models are no text, as they are elsewhere: pydantic asks for all of them, and text takes longer.
"""
