-- Jobs in worker processes: who may write (fence), where to go on (checkpoint), what happened (job_event).
-- Runs unchanged on H2 and on PostgreSQL, as V1 does.

alter table training_job drop column cancel_requested;
alter table training_job add column fence bigint default 0 not null;
alter table training_job add column place bigint default 0 not null;
alter table training_job add column priority integer default 0 not null;
alter table training_job add column threads integer;
alter table training_job add column pause_requested boolean default false not null;
alter table training_job add column idle_attempts integer default 0 not null;
alter table training_job add column last_event bigint default 0 not null;
alter table training_job add column warnings varchar(8000) default '[]' not null;
alter table training_job add column initial_model_id uuid;
alter table training_job add column verdict varchar(8000);

-- Numbers go up by one within a job. An occurrence is what makes an event the same one when a resumed job meets it again.
create table job_event (
    job_id     uuid                        not null references training_job (id),
    number     bigint                      not null,
    type       varchar(32)                 not null,
    occurrence varchar(100),
    data       varchar(20000)              not null,
    created_at timestamp(6) with time zone not null,
    primary key (job_id, number),
    unique (job_id, occurrence)
);

create table checkpoint (
    job_id     uuid                        not null references training_job (id),
    file       varchar(100)                not null,
    fence      bigint                      not null,
    step       bigint                      not null,
    sha256     varchar(64)                 not null,
    bytes      bigint                      not null,
    anchor     boolean                     not null,
    created_at timestamp(6) with time zone not null,
    primary key (job_id, file)
);

-- db-scheduler's own table, in types that both databases have.
create table scheduled_tasks (
    task_name            varchar(100)                not null,
    task_instance        varchar(100)                not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean                     not null,
    picked_by            varchar(200),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint                      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time);
