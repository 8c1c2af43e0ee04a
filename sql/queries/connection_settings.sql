-- What every connection of the program sets: a killed client frees its lock within three seconds, values come in one
-- textual form whatever the server's own settings are, and no name is resolved by accident.
select
    pg_catalog.set_config('search_path', '', false),
    pg_catalog.set_config('timezone', 'UTC', false),
    pg_catalog.set_config('datestyle', 'ISO', false),
    pg_catalog.set_config('intervalstyle', 'postgres', false),
    pg_catalog.set_config('bytea_output', 'hex', false),
    pg_catalog.set_config('client_connection_check_interval', '1s', false),
    pg_catalog.set_config('tcp_keepalives_idle', '2', false),
    pg_catalog.set_config('tcp_keepalives_interval', '1', false),
    pg_catalog.set_config('tcp_keepalives_count', '2', false),
    pg_catalog.set_config('statement_timeout', '0', false),
    pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)
