UPDATE api_token SET revoked_at = :now WHERE city = :city AND id = :id AND revoked_at = 0
