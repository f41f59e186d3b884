-- An earlier submission of the same bytes for the same day of knowledge that was not returned.
SELECT s.id, s.received_at FROM submission AS s JOIN receipt AS r ON r.city = s.city AND r.submission = s.id
WHERE s.city = :city AND s.kind = :kind AND r.file_sha256 = :file_sha256 AND s.known_on = :known_on
  AND coalesce((SELECT v.decision FROM review AS v WHERE v.city = s.city AND v.submission = s.id
                ORDER BY v.id DESC LIMIT 1), '') <> 'return'
ORDER BY s.id DESC LIMIT 1
