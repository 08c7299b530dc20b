namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>The history on SQLite, where a column that is made stricter means a table that is made anew.</summary>
public sealed class HistoryOnSqlite : IHistoryEngine
{
    /// <inheritdoc />
    public static IReadOnlyList<(string Step, string Sql)> Steps { get; } =
    [
        ("0001_people.expand",
            """
            create table people (id text primary key, name text not null);
            create table visits (
                id integer primary key, person text not null references people (id) on delete cascade, at integer not null);
            create table marks (n integer not null);
            insert into marks values (1)
            """),
        ("0002_names.expand", "alter table people add column first text; alter table people add column last text"),
        ("0002_names.backfill",
            """
            -- schema: table people
            -- schema: key id
            -- schema: batch 2
            update people set first = substr(name, 1, instr(name, ' ') - 1), last = substr(name, instr(name, ' ') + 1)
            where id > @after and id <= @upto and (first is null or last is null)
            """),
        ("0003_first_index.expand",
            """
            -- schema: no-transaction
            create index people_first on people (first);
            create index visits_at on visits (at);
            create table notes (id integer primary key, line text);
            insert into notes values (1, 'made');
            insert into marks values (3)
            """),
        ("0004_orders.expand",
            """
            create table orders (id integer primary key, person text not null references people (id), total integer not null);
            alter table visits add column order_id integer;
            insert into marks values (4)
            """),
        ("0005_first_only.contract",
            """
            create table people_new (id text primary key, first text not null, last text);
            insert into people_new select id, first, last from people;
            drop table people;
            alter table people_new rename to people;
            create index people_first on people (first);
            insert into marks values (5)
            """),
        ("0006_old_index.contract",
            """
            -- schema: no-transaction
            drop index visits_at
            """),
    ];
}
