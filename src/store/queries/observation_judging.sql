-- What judging a period needs of a pair in the last years, with the ranks in one peer set. Seeks by every column of
-- the key, so that old vintages of other years are not read.
SELECT basis, measure, against, period, known_on, submission, value, decimals, status, sheet, line, cell, source, note
FROM observation
WHERE city = :city AND indicator = :indicator AND area = :area AND basis IN (:b0, :b1, :b2, :b3, :b4)
  AND measure IN (0, 1, 2, 3) AND against IN (0, :against) AND period >= :recent AND period < :end
  AND known_on <= :as_of AND submission <= :until
ORDER BY basis, measure, against, period, known_on, submission
