"""People, their scopes and their sign-ins."""
