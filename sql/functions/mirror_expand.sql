-- An expression of mirror.view_column as SQL: {aws_iam_group} becomes the rows of that type, and
--   policy_of(x), policy_std_of(x), text_of(x)   the document with hash x
--   inline_of(x), inline_std_of(x)               the list of {PolicyName, PolicyDocument} of a map from name to hash
--   tags_src_of(x)                               the list of {Key, Value} of a map
-- Subqueries, not joins, so that a query which does not ask for a document does not read it.
create or replace function mirror.expand(expression text, form text) returns text
language plpgsql stable set search_path = '' as $$
declare
    document constant text := '(select %s from mirror.document d where d.sha256 = \1)';
    inline constant text := '(select jsonb_agg(jsonb_build_object(''PolicyName'', e.key, ''PolicyDocument'', d.%s)
            order by e.key)
        from jsonb_each_text(\1) e left join mirror.document d on d.sha256 = decode(e.value, ''hex''))';
    macro record;
    other text;
begin
    for macro in
        select * from (values
            ('policy_of', format(document, 'd.policy')),
            ('policy_std_of', format(document, 'd.policy_std')),
            ('text_of', format(document, 'case when d.is_text then convert_from(d.body, ''UTF8'')
                else encode(d.body, ''escape'') end')),
            ('inline_of', format(inline, 'policy')),
            ('inline_std_of', format(inline, 'policy_std')),
            ('tags_src_of', '(select jsonb_agg(jsonb_build_object(''Key'', e.key, ''Value'', e.value) order by e.key)
                from jsonb_each_text(\1) e)')
        ) as m (name, replacement)
    loop
        expression := regexp_replace(expression, '\m' || macro.name || '\(([^()]*)\)', macro.replacement, 'g');
    end loop;
    for other in select distinct m[1] from regexp_matches(expression, '\{([a-z0-9_]+)\}', 'g') m loop
        expression := replace(expression, '{' || other || '}', mirror.rows_of(other, form));
    end loop;
    return expression;
end
$$;
comment on function mirror.expand(text, text) is
    'An expression of mirror.view_column as SQL, for the form current, as_of or history';
