SELECT id, received_at, known_on FROM submission
WHERE city = :city AND kind = :kind AND file_sha256 = :file_sha256 ORDER BY id DESC LIMIT 1
