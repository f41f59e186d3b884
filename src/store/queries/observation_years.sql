-- Level and growth of one month (or of the year: part 0) in nine years.
SELECT basis, measure, against, period, known_on, submission, value, decimals, status, sheet, line, cell, source, note
FROM observation
WHERE city = :city AND indicator = :indicator AND area = :area AND basis = :basis AND measure IN (0, 1) AND against = 0
  AND period IN (:first + :part, :first + 10000 + :part, :first + 20000 + :part, :first + 30000 + :part,
                 :first + 40000 + :part, :first + 50000 + :part, :first + 60000 + :part, :first + 70000 + :part,
                 :first + 80000 + :part)
  AND known_on <= :as_of
ORDER BY basis, measure, against, period, known_on, submission
