namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>A history of a schema on one engine, with every kind of step, and rows written at each of its versions.</summary>
public interface IHistoryEngine
{
    /// <summary>The steps.</summary>
    static abstract IReadOnlyList<(string Step, string Sql)> Steps { get; }

    /// <summary>Rows that the release which ended with a step writes.</summary>
    static IReadOnlyList<(string LastStep, string Sql)> Rows { get; } =
    [
        ("0001_people.expand",
            """
            insert into people (id, name) values
                ('a1', 'Ada L'), ('a2', 'Bob M'), ('a3', 'Cy N'), ('a4', 'Dee O'), ('a5', 'Eve P');
            insert into visits (id, person, at) values (1, 'a1', 10), (2, 'a2', 20), (3, 'a1', 30)
            """),
        ("0002_names.expand", "insert into people (id, name, first) values ('b1', 'Flo Q', 'Flo'), ('b2', 'Gus R', 'Gus')"),
        ("0003_first_index.expand", "insert into visits (id, person, at) values (4, 'b1', 40), (5, 'b2', 50)"),
        ("0004_orders.expand",
            """
            insert into people (id, name, first, last) values ('c1', 'Hal S', 'Hal', 'S');
            insert into orders (id, person, total) values (1, 'c1', 100), (2, 'a1', 200)
            """),
    ];

    /// <summary>What a database must hold after all of it, whatever its rows went through: one line a row.</summary>
    static string Content { get; } =
        """
        select 'person ' || id || ' ' || first || ' ' || coalesce(last, '-') as line from people
        union all select 'visit ' || id || ' ' || person || ' ' || at from visits
        union all select 'order ' || id || ' ' || person || ' ' || total from orders
        union all select 'note ' || id || ' ' || line from notes
        union all select 'mark ' || n from marks order by 1
        """;

    /// <summary>That, line by line.</summary>
    static IReadOnlyList<string> Expected { get; } =
    [
        "mark 1", "mark 3", "mark 4", "mark 5", "note 1 made",
        "order 1 c1 100", "order 2 a1 200",
        "person a1 Ada L", "person a2 Bob M", "person a3 Cy N", "person a4 Dee O", "person a5 Eve P",
        "person b1 Flo Q", "person b2 Gus R", "person c1 Hal S",
        "visit 1 a1 10", "visit 2 a2 20", "visit 3 a1 30", "visit 4 b1 40", "visit 5 b2 50",
    ];
}
