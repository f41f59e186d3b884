-- What judging a period needs of a pair: the last years whole, of earlier ones the same month, quarter and year's end.
SELECT basis, measure, against, period, known_on, submission, value, decimals, status, sheet, line, cell, source, note
FROM observation
WHERE city = :city AND indicator = :indicator AND area = :area AND known_on <= :as_of
  AND (period >= :recent OR period % 10000 IN (:month, :quarter, 1200, 0)) AND period < :end
ORDER BY basis, measure, against, period, known_on, submission
