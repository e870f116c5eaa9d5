"""The panels of the chain page: the question, the steps, why each arrow, what is known of an account, the exhibit."""
