-- What judging a period needs of a pair: the last years whole; of earlier ones the same month and quarter and the
-- year's end, level and growth. Seeks by every column of the key, so that old vintages of other months are not read.
WITH RECURSIVE year(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM year WHERE n < :recent - 1),
part(n) AS (SELECT :month UNION SELECT :quarter UNION SELECT 1200 UNION SELECT 0)
SELECT o.basis, o.measure, o.against, o.period, o.known_on, o.submission, o.value, o.decimals, o.status, o.sheet,
       o.line, o.cell, o.source, o.note
FROM observation AS o
WHERE o.city = :city AND o.indicator = :indicator AND o.area = :area AND o.basis IN (0, 1, 2, 3, 4)
  AND o.measure IN (0, 1, 2, 3, 4) AND o.against IN (0, :against)
  AND o.period >= :recent * 10000 AND o.period < :end * 10000 AND o.known_on <= :as_of
UNION ALL
SELECT o.basis, o.measure, o.against, o.period, o.known_on, o.submission, o.value, o.decimals, o.status, o.sheet,
       o.line, o.cell, o.source, o.note
FROM year CROSS JOIN part CROSS JOIN observation AS o
WHERE o.city = :city AND o.indicator = :indicator AND o.area = :area AND o.basis IN (1, 2, 3) AND o.measure IN (0, 1)
  AND o.against = 0 AND o.period = year.n * 10000 + part.n AND o.known_on <= :as_of
ORDER BY 1, 2, 3, 4, 5, 6
