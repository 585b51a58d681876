"""What every room stands on: clock, database, access, web, storage."""
