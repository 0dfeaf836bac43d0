"""What stands around page and API where they are served: who may come, how much is read, what is counted and noted."""
