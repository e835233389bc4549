"""A parent who must pay: until when without costs, and what that saves."""
