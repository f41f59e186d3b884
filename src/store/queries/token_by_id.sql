SELECT id, account, label, prefix, sha256, scope, created_at, expires_at, revoked_at, used_at
FROM api_token WHERE city = :city AND id = :id
