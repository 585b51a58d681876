"""Records: the dated acts of a unit apart from plans and drills, such as trainings and yearly summaries."""
