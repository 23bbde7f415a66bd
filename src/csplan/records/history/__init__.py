"""The record of customers: what happened and how they were, read from tables as they stream by."""
