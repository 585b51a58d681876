"""Plans: registry, versions, our check, filing, disclosure and evaluation."""
