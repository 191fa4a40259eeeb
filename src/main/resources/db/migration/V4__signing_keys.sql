-- What this service signs and checks later, on any replica: drawn at the first use, 32 bytes in hexadecimal digits.

create table signing_key (
    name   varchar(64)  not null primary key,
    secret varchar(128) not null
);
