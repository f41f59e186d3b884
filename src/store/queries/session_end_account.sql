UPDATE session SET ended_at = :now WHERE city = :city AND account = :account AND ended_at = 0
