SELECT sheet, name FROM submission_sheet WHERE city = :city AND submission = :submission ORDER BY sheet
