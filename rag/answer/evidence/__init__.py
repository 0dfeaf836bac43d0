"""Evidence: what the articles have to say to a question; candidates, their features, the order, the weights."""
