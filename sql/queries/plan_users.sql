-- The users of account $1, as of the last publish.
select name, arn from aws.aws_iam_user where account_id = $1 order by arn
