"""The append-only trail of every act."""
