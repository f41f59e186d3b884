UPDATE api_token SET used_at = :now WHERE city = :city AND id = :id AND used_at < :now
