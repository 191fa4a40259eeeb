-- Answers that are given again to a request that was sent again. One without a status is of a request that still runs.
-- The owner is whoever a key belongs to, once callers can be told apart; until then all are the same nobody.
-- The path may be as long as the web server lets a request line be; the answers are JSON of some kilobytes.

create table idempotency_key (
    owner        varchar(64)                 not null default '',
    request_key  varchar(200)                not null,
    claim        uuid                        not null unique,
    method       varchar(16)                 not null,
    path         varchar(8192)               not null,
    fingerprint  varchar(64),
    status       integer,
    location     varchar(2000),
    content_type varchar(200),
    body         varchar(1000000),
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    primary key (owner, request_key)
);

create index idempotency_key_by_expiry on idempotency_key (expires_at);
