SELECT line, kind, table_name, code, function, of_what, at_byte, months_back, value, checksum
FROM score_frozen WHERE city = :city AND run = :run ORDER BY line
