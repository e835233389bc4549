"""What the project is made of besides its own code: packages, versions, hashes, licences."""
