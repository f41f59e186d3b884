DELETE FROM session WHERE city = :city AND created_at < :before
