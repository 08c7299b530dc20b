-- What proved refresh tokens where an environment came from, when it moved here from another region: they go on counting.
alter table environments add column refresh_key_sealed bytea;
