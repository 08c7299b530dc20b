-- What a host's certificate is known by everywhere: 63 bits of its hash. None while it has no certificate.
alter table hosts add column certificate bigint;
