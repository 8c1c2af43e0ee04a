-- Who may read the sales data: a user of this account, and the partner's account by its external id.
insert into control.access_control (name, type, account_id, description, owner_email, reason)
values ('sales-data-readers', 'role', '123456789012', 'Reads the sales data', 'ana@example.com', 'quarterly report');

insert into control.who (access_control, who_type, who, external_id)
values ('sales-data-readers', 'user', 'bo', null),
       ('sales-data-readers', 'account', '210987654321', 'example-42');

insert into control.what (access_control, what, permission)
values ('sales-data-readers', 's3://sales-data', 'list'),
       ('sales-data-readers', 's3://sales-data', 'read');
