-- $1 account.
select partition from aws.aws_account where account_id = $1
