-- Facts that changed what was known of their key, since a day of knowledge.
SELECT indicator, area, basis, measure, against, period, known_on, submission, value, decimals, status,
       value_before, decimals_before, status_before, known_before, submission_before, received_by, received_at, file
FROM (
  SELECT o.*, s.received_by, s.received_at, s.file,
         lag(o.value) OVER vintages AS value_before, lag(o.decimals) OVER vintages AS decimals_before,
         lag(o.status) OVER vintages AS status_before, lag(o.known_on) OVER vintages AS known_before,
         lag(o.submission) OVER vintages AS submission_before
  FROM observation AS o JOIN submission AS s ON s.city = o.city AND s.id = o.submission
  WHERE o.city = :city AND o.known_on <= :as_of
  WINDOW vintages AS (PARTITION BY o.indicator, o.area, o.basis, o.measure, o.against, o.period
                      ORDER BY o.known_on, o.submission)
) AS v
WHERE known_before IS NOT NULL AND known_on >= :since
  AND (value <> value_before OR status <> status_before OR decimals <> decimals_before)
ORDER BY known_on, submission, indicator, area, basis, measure, against, period
