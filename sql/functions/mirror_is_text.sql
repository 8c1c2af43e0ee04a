create or replace function mirror.is_text(octets bytea) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
    perform convert_from(octets, 'UTF8');
    return true;
exception when character_not_in_repertoire or untranslatable_character then
    return false;
end
$$;
comment on function mirror.is_text(bytea) is 'True for well-formed UTF-8 without NUL: what convert_from takes without raising';
