-- case: int to bigint
-- expect: type-changed-in-place, type-changed
alter table users alter column age type bigint;

-- case: bigint to int
-- expect: type-changed-in-place, type-narrowed
alter table users alter column big type int;

-- case: longer varchar
-- expect: gate-closes
alter table levels alter column title type varchar(40);

-- case: varchar to text
-- expect: gate-closes
alter table levels alter column title type text;

-- case: text to short varchar, quoted
-- expect: type-changed-in-place, type-narrowed
alter table "Mixed Case" alter column "ümlaut" type varchar(10);

-- case: text to varchar without a length
-- expect: gate-closes
alter table users alter column note type varchar;

-- case: text to varchar with a length
-- expect: type-changed-in-place, type-narrowed
alter table users alter column note type varchar(200);

-- case: char to text
-- expect: type-changed-in-place, type-changed
alter table users alter column code type text;

-- case: numeric with more digits
-- expect: gate-closes
alter table users alter column score type numeric(14, 2);

-- case: numeric without a limit
-- expect: gate-closes
alter table users alter column score type numeric;

-- case: numeric with more digits behind the point
-- expect: type-changed-in-place, type-changed
alter table users alter column score type numeric(14, 4);

-- case: numeric with fewer digits
-- expect: type-changed-in-place, type-narrowed
alter table users alter column score type numeric(8, 2);

-- case: timestamp to timestamptz
-- expect: type-changed-in-place, type-changed
alter table users alter column born type timestamptz using born at time zone 'Europe/Berlin';

-- case: timestamptz with less precision
-- expect: type-changed-in-place, type-narrowed
alter table users alter column created_at type timestamptz(0);

-- case: json to jsonb
-- expect: type-changed-in-place, type-changed
alter table users alter column data type jsonb;

-- case: text to uuid
-- expect: type-changed-in-place, type-changed
alter table users alter column note type uuid using note::uuid;

-- case: uuid to text
-- expect: type-changed-in-place, type-changed
alter table scratch alter column c type text;

-- case: text to a domain without a check
-- expect: gate-closes
alter table users alter column note type plain_text;

-- case: int to a domain with a check
-- expect: type-changed-in-place, type-changed
alter table scratch alter column a type positive;

-- case: array of varchar to array of text
-- expect: type-changed-in-place, type-changed
alter table users alter column tags type text[];

-- case: same type again
-- expect: nothing
alter table users alter column note type text;

-- case: same type again below a partial index
-- expect: scan-under-lock
alter table users alter column age type int;

-- case: type of a column of a new table
-- expect: nothing
create table fresh (id int primary key);
alter table fresh alter column id type bigint;

-- case: collation of a column
-- expect: gate-closes
alter table users alter column note type text collate "C";

-- case: collation of a column with an index
-- expect: gate-closes, type-changed-in-place
alter table settings alter column name type text collate "C";

-- case: type in a contract step
-- expect: type-changed-in-place
-- phase: contract
alter table users alter column age type bigint;

-- case: several types at once
-- expect: type-changed-in-place, type-changed
alter table users alter column age type bigint, alter column score type numeric(12, 2);

-- case: type in a block
-- expect: type-changed-in-place, type-changed
do $body$ begin execute format('alter table %I alter column age type bigint', 'users'); end $body$;

-- case: enum to text
-- expect: type-changed-in-place, type-changed
alter table users alter column mood type text;

-- case: new value of an enum
-- expect: nothing
alter type mood add value if not exists 'calm';

-- case: renamed value of an enum
-- expect: enum-value-renamed
alter type mood rename value 'sad' to 'unhappy';

-- case: renamed enum
-- expect: object-dropped
alter type mood rename to feeling;

-- case: enum made anew without a value
-- expect: enum-value-dropped, type-changed-in-place
alter type mood rename to old_mood;
create type mood as enum ('happy');
alter table users alter column mood type mood using mood::text::mood;
drop type old_mood;

-- case: new enum
-- expect: nothing
create type colour as enum ('red', 'green');
