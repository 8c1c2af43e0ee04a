-- $1 type.
select mirror.analyze_type($1)
