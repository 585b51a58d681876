"""Coverage: the duty tiles, their roll-up, the list behind every number and the reason of every light."""
