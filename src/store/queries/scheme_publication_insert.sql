INSERT INTO scheme_publication (city, id, scheme, version, valid_from, by_whom, at, audit_seq)
VALUES (:city, :id, :scheme, :version, :valid_from, :by_whom, :at, :audit_seq)
