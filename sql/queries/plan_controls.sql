-- The access controls of account $1 with their rows, in every state; each as one JSON object.
select pg_catalog.to_jsonb(c)
    || pg_catalog.jsonb_build_object(
        'who', (select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(w) order by w.who_type, w.who)
                from control.who as w where w.access_control = c.name),
        'what', (select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(t) order by t.what, t.permission)
                 from control.what as t where t.access_control = c.name)) as control
from control.access_control as c
where c.account_id = $1
order by c.name
