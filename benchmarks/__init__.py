"""What the tool costs, measured beside others: generated workspaces, runs, peers, results."""
