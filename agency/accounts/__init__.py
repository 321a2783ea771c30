"""Who may do what: accounts with roles, passwords, sessions and tokens, and the table of rights."""
