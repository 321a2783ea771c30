"""From paths to advice: the score, its exact explanation and ranking. Pure: numbers in, numbers out."""
