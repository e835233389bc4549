"""Operations: deploy, replay contact messages, estimate the cost."""
