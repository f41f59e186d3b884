SELECT s.id, s.kind, s.file, s.known_on, s.received_at, s.received_by,
       r.file_sha256, r.n_rows, r.findings, r.rows_sha256, r.audit_seq
FROM submission AS s LEFT JOIN receipt AS r ON r.city = s.city AND r.submission = s.id
WHERE s.city = :city AND s.id = :id
