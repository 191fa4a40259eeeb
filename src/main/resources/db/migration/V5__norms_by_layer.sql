-- Norms of the gradients of each layer, as JSON, and the clipping threshold that the points of a job suggest.
-- Null in what was measured before. Runs unchanged on H2 and on PostgreSQL, as V1 does.

alter table metric_point add column layer_gradient_norms varchar(1000);
alter table training_job add column layer_gradient_norms varchar(1000);
alter table training_job add column suggested_threshold double precision;
