DELETE FROM login_attempt WHERE city = :city AND last_at < :before
