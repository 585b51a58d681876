"""The drills room: drills planned, held and accepted, and the calendar that leaves the house."""
