namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>The history on PostgreSQL.</summary>
public sealed class HistoryOnPostgres : IHistoryEngine
{
    /// <inheritdoc />
    public static IReadOnlyList<(string Step, string Sql)> Steps { get; } =
    [
        ("0001_people.expand",
            """
            create table people (id text primary key, name text not null);
            create table visits (id bigint primary key, person text not null references people (id), at bigint not null);
            create table marks (n bigint not null);
            insert into marks values (1)
            """),
        ("0002_names.expand", "alter table people add column first text; alter table people add column last text"),
        ("0002_names.backfill",
            """
            -- schema: table people
            -- schema: key id
            -- schema: batch 2
            update people set first = split_part(name, ' ', 1), last = split_part(name, ' ', 2)
            where id > @after and id <= @upto and (first is null or last is null)
            """),
        ("0003_first_index.expand",
            """
            -- schema: no-transaction
            create index concurrently people_first on people (first);
            create index concurrently visits_at on visits (at);
            do $$ begin create table notes (id bigint primary key, line text); insert into notes values (1, 'made'); end $$;
            insert into marks values (3)
            """),
        ("0004_orders.expand",
            """
            create table orders (id bigint primary key, person text not null references people (id), total bigint not null);
            alter table visits add column order_id bigint;
            insert into marks values (4)
            """),
        ("0005_first_only.contract",
            """
            alter table people add constraint first_there check (first is not null) not valid;
            alter table people validate constraint first_there;
            alter table people alter column first set not null;
            alter table people drop constraint first_there;
            alter table people drop column name;
            insert into marks values (5)
            """),
        ("0006_old_index.contract",
            """
            -- schema: no-transaction
            drop index concurrently visits_at
            """),
    ];
}
