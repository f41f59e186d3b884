SELECT id FROM dimension WHERE city = :city AND kind = :kind AND code = :code
