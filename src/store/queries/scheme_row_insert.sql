INSERT INTO scheme_row (city, scheme, version, kind, line, content)
VALUES (:city, :scheme, :version, :kind, :line, :content)
