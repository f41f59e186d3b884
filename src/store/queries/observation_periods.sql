-- Periods that an area has figures of in a basis, and whether some of them are sample figures (status 5).
SELECT period, max(status = 5) FROM observation WHERE city = :city AND area = :area AND basis = :basis
GROUP BY period ORDER BY period
