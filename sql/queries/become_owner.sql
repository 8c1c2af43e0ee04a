-- Inside a transaction: what is made from here on belongs to iamirror_owner.
set local role iamirror_owner
