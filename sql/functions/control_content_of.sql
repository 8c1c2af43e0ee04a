create or replace function control.content_of(which text) returns jsonb
language sql stable set search_path = '' as $$
    select to_jsonb(c) - array['updated_at', 'state', 'aws_arn']
        || jsonb_build_object(
            'is_retired', c.state = 'retired',
            'who', coalesce((select jsonb_agg(to_jsonb(w) - 'access_control' order by w.who_type, w.who)
                             from control.who w where w.access_control = c.name), '[]'),
            'what', coalesce((select jsonb_agg(to_jsonb(w) - 'access_control' order by w.what, w.permission)
                              from control.what w where w.access_control = c.name), '[]'))
    from control.access_control c
    where c.name = which
$$;
comment on function control.content_of(text) is 'An access control with its who and what, as a revision keeps it: what people said, not what became of it; null if there is none';
