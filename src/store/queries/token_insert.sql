INSERT INTO api_token (city, id, account, label, prefix, sha256, scope, created_at, expires_at, revoked_at, used_at)
VALUES (:city, :id, :account, :label, :prefix, :sha256, :scope, :created_at, :expires_at, 0, 0)
