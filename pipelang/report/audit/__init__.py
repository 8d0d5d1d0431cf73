"""What is wrong with a client's funnels, as a document for the client."""
