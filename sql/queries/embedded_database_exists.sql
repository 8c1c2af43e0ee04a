select datname from pg_catalog.pg_database where datname = 'iamirror'
