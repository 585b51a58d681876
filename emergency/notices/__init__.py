"""The outbox: messages written in the transaction of what they tell, delivered by jobs."""
