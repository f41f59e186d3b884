INSERT INTO submission (city, id, kind, file, file_sha256, n_rows, known_on, received_at, received_by, findings, rows_sha256)
VALUES (:city, :id, :kind, :file, :file_sha256, :n_rows, :known_on, :received_at, :received_by, :findings, :rows_sha256)
