-- Every row is a fault: something without a comment, or named against the rules.
with ours as (
    select n.oid, n.nspname
    from pg_catalog.pg_namespace as n
    where n.nspname in ('aws', 'aws_history', 'aws_at', 'mirror', 'staging', 'control', 'access', 'usage', 'ops', 'report')
),
relations as (
    select c.oid, c.relkind, c.relowner, o.nspname, c.relname, o.nspname || '.' || c.relname as name
    from pg_catalog.pg_class as c
    inner join ours as o on o.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'p', 'm') and not c.relispartition
),
uncommented_schemas as (
    select 'schema without a comment' as fault, nspname::text as name from ours where obj_description(oid) is null
),
uncommented_relations as (
    select 'relation without a comment' as fault, name from relations where obj_description(oid) is null
),
uncommented_columns as (
    select 'column without a comment' as fault, r.name || '.' || a.attname as name
    from relations as r
    inner join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    where col_description(r.oid, a.attnum) is null
),
uncommented_functions as (
    select 'function without a comment' as fault, o.nspname || '.' || p.proname as name
    from pg_catalog.pg_proc as p
    inner join ours as o on o.oid = p.pronamespace
    where obj_description(p.oid) is null
),
open_search_paths as (
    select 'function with an open search_path' as fault, o.nspname || '.' || p.proname as name
    from pg_catalog.pg_proc as p
    inner join ours as o on o.oid = p.pronamespace
    where not coalesce('search_path=""' = any (p.proconfig), false)
),
misnamed as (
    select 'name is not lower snake case' as fault, name from relations where relname !~ '^[a-z][a-z0-9_]*$'
    union all
    select 'name is not lower snake case', r.name || '.' || a.attname
    from relations as r
    inner join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    where a.attname !~ '^_?[a-z][a-z0-9_]*$'
),
mistyped as (
    select 'column of a type that is not used here' as fault, r.name || '.' || a.attname as name
    from relations as r
    inner join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    where format_type(a.atttypid, null) in ('timestamp without time zone', 'character varying', 'json', 'character')
        or (a.attname ~ '_at$' and format_type(a.atttypid, null) <> 'timestamp with time zone')
        or (a.attname ~ '^(is|has)_' and format_type(a.atttypid, null) <> 'boolean')
        or (a.attname = 'account_id' and format_type(a.atttypid, null) <> 'text')
),
misowned as (
    select 'view not owned by iamirror_view, or table not by iamirror_owner' as fault, name
    from relations
    where relowner::regrole::text <> case relkind when 'v' then 'iamirror_view' else 'iamirror_owner' end
),
unprotected as (
    select 'table with an account_id and without row-level policies' as fault, r.name
    from relations as r
    inner join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attname = 'account_id'
    inner join pg_catalog.pg_class as c on c.oid = r.oid
    where r.relkind in ('r', 'p') and r.nspname <> 'staging' and not c.relrowsecurity
),
unindexed as (
    select 'foreign key without an index' as fault, c.conrelid::regclass::text || '.' || c.conname as name
    from pg_catalog.pg_constraint as c
    inner join relations as r on r.oid = c.conrelid
    where c.contype = 'f' and not exists (
        select from pg_catalog.pg_index as i
        where i.indrelid = c.conrelid and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
),
open_rights as (
    select 'everyone may use it' as fault, r.name
    from relations as r
    inner join pg_catalog.pg_class as c on c.oid = r.oid
    cross join lateral aclexplode(c.relacl) as acl
    where acl.grantee = 0
),
final as (
    select fault, name from uncommented_schemas
    union all select fault, name from uncommented_relations
    union all select fault, name from uncommented_columns
    union all select fault, name from uncommented_functions
    union all select fault, name from open_search_paths
    union all select fault, name from misnamed
    union all select fault, name from mistyped
    union all select fault, name from misowned
    union all select fault, name from unprotected
    union all select fault, name from unindexed
    union all select fault, name from open_rights
)
select fault, name from final order by fault, name
