"""The emergency-plan registry and drill scheduler."""
