SELECT kind, line, content FROM scheme_row
WHERE city = :city AND scheme = :scheme AND version = :version ORDER BY kind, line
