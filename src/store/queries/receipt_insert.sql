INSERT INTO receipt (city, submission, file_sha256, n_rows, findings, rows_sha256, audit_seq)
VALUES (:city, :submission, :file_sha256, :n_rows, :findings, :rows_sha256, :audit_seq)
