-- Not null if there is a relation named $1 ("ops.run").
select pg_catalog.to_regclass($1::text)::text as relation
