-- The look of the pages at a custom domain; none while they look as the environment's.
alter table domains add column branding_json text;
