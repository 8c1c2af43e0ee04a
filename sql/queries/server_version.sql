-- "15.8 (Debian 15.8-0+deb12u1)"
select pg_catalog.current_setting('server_version') as server_version
