SELECT bytes FROM evidence WHERE city = :city AND sha256 = :sha256
