INSERT INTO scheme_version (city, scheme, version, sha256, by_whom, at, audit_seq)
VALUES (:city, :scheme, :version, :sha256, :by_whom, :at, :audit_seq)
