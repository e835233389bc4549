"""The services that the site explains, described for programs: schema.org and CPSV-AP."""
