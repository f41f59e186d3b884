INSERT INTO observation (city, indicator, area, basis, measure, against, period, known_on, submission,
                         value, decimals, status, sheet, line, cell, source, note, checksum)
VALUES (:city, :indicator, :area, :basis, :measure, :against, :period, :known_on, :submission,
        :value, :decimals, :status, :sheet, :line, :cell, :source, :note, :checksum)
