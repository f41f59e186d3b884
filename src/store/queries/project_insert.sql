INSERT INTO project (city, project, known_on, submission, line, code, name, class, government, area, department, leader,
                     owner, indicators, sample, total, bonds, bonds_issued, dates)
VALUES (:city, :project, :known_on, :submission, :line, :code, :name, :class, :government, :area, :department, :leader,
        :owner, :indicators, :sample, :total, :bonds, :bonds_issued, :dates)
