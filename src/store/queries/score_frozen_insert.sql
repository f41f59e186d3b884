INSERT INTO score_frozen (city, run, line, kind, table_name, code, function, of_what, at_byte, months_back, value, checksum)
VALUES (:city, :run, :line, :kind, :table_name, :code, :function, :of_what, :at_byte, :months_back, :value, :checksum)
