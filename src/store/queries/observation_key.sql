SELECT basis, measure, against, period, known_on, submission, value, decimals, status, sheet, line, cell, source, note
FROM observation
WHERE city = :city AND indicator = :indicator AND area = :area AND basis = :basis AND measure = :measure
  AND against = :against AND period = :period AND known_on <= :as_of AND submission <= :until
ORDER BY known_on, submission
