-- Runs unchanged on H2 and on PostgreSQL: no type, index or default that one of them lacks.
-- Ids are UUIDs of version 7, so that ordering by id is ordering by time.

create table corpus (
    id                  uuid                        primary key,
    revision            integer                     not null,
    name                varchar(200)                not null,
    sha256              varchar(64)                 not null,
    bytes               bigint                      not null,
    characters          bigint                      not null,
    distinct_characters integer                     not null,
    lines               bigint                      not null,
    words               bigint                      not null,
    warnings            varchar(4000)               not null,
    created_at          timestamp(6) with time zone not null
);

-- One row a name that was ever used: versions go up and are never given twice, also when models are deleted.
create table model_name (
    name         varchar(64) primary key,
    last_version integer     not null
);

create table model (
    id              uuid                        primary key,
    revision        integer                     not null,
    name            varchar(64)                 not null references model_name (name),
    version         integer                     not null,
    job_id          uuid                        unique,
    sha256          varchar(64)                 not null,
    bytes           bigint                      not null,
    parameters      bigint                      not null,
    network         varchar(4000)               not null,
    tokenizer_type  varchar(16)                 not null,
    vocabulary_size integer                     not null,
    segmentation    varchar(16)                 not null,
    metrics         varchar(20000)              not null,
    lineage         varchar(20000)              not null,
    created_at      timestamp(6) with time zone not null,
    unique (name, version)
);

create table model_alias (
    name     varchar(64) not null,
    alias    varchar(64) not null,
    revision integer     not null,
    model_id uuid        not null references model (id),
    primary key (name, alias)
);

create table training_job (
    id                uuid                        primary key,
    revision          integer                     not null,
    status            varchar(16)                 not null,
    corpus_id         uuid                        not null,
    model_name        varchar(64)                 not null,
    model_id          uuid,
    attempt           integer                     not null,
    spec              varchar(20000)              not null,
    cancel_requested  boolean                     not null,
    epochs            integer                     not null,
    epoch             integer                     not null,
    step              bigint                      not null,
    total_steps       bigint                      not null,
    tokens_seen       bigint                      not null,
    tokens_per_second double precision,
    remaining_seconds bigint,
    train_loss        double precision,
    validation_loss   double precision,
    perplexity        double precision,
    bits_per_char     double precision,
    gradient_norm     double precision,
    clipped_share     double precision,
    learning_rate     double precision,
    error_code        varchar(32),
    error_message     varchar(1000),
    created_at        timestamp(6) with time zone not null,
    started_at        timestamp(6) with time zone,
    finished_at       timestamp(6) with time zone
);

create index training_job_by_status on training_job (status, id);
create index training_job_by_corpus on training_job (corpus_id);

create table metric_point (
    job_id          uuid             not null references training_job (id),
    step            bigint           not null,
    epoch           integer          not null,
    train_loss      double precision not null,
    validation_loss double precision,
    gradient_norm   double precision not null,
    clipped_share   double precision not null,
    learning_rate   double precision not null,
    primary key (job_id, step)
);
