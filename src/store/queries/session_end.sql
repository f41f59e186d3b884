UPDATE session SET ended_at = :now WHERE city = :city AND sha256 = :sha256 AND ended_at = 0
