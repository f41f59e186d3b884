UPDATE session SET seen_at = :now WHERE city = :city AND sha256 = :sha256 AND seen_at < :now AND ended_at = 0
