SELECT indicator, area, basis, measure, against, period, known_on, submission, value, decimals, status, sheet, line, cell,
       source, note, checksum
FROM observation WHERE city = :city ORDER BY submission, sheet, line, cell, measure
