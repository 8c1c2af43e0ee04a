create or replace function control.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
    raise exception 'control.% is only ever added to', tg_table_name using errcode = 'object_not_in_prerequisite_state';
end
$$;
comment on function control.refuse_change() is 'Trigger: refuses to change or remove what must stay for the auditors';
