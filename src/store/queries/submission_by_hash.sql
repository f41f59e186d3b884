-- An earlier submission of the same bytes for the same day of knowledge.
SELECT s.id, s.received_at FROM submission AS s JOIN receipt AS r ON r.city = s.city AND r.submission = s.id
WHERE s.city = :city AND s.kind = :kind AND r.file_sha256 = :file_sha256 AND s.known_on = :known_on
ORDER BY s.id DESC LIMIT 1
