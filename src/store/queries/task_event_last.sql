SELECT coalesce(max(id), 0), coalesce(max(task), 0) FROM task_event WHERE city = :city
