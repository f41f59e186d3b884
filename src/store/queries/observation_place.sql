SELECT sheet, line, cell FROM observation
WHERE city = :city AND indicator = :indicator AND area = :area AND basis = :basis AND measure = :measure
  AND against = :against AND period = :period AND known_on = :known_on AND submission = :submission
