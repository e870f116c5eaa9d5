"""The lawful path: what licences and registers say of each account, and two paths of trade laid side by side."""
