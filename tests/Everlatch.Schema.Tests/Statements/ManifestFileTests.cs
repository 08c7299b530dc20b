using CsCheck;
using Everlatch.Schema.Statements;

namespace Everlatch.Schema.Tests.Statements;

public sealed class ManifestFileTests
{
    private const string Good =
        "engine postgres\n\nstatement a.b\n  | select 1\n  parameter id text\n  names t id\n  deletes t\n";

    [Fact]
    public void A_file_reads_as_a_person_would_say_it()
    {
        var manifest = new StatementManifest("postgres",
        [
            new ManifestStatement
            {
                Name = "users.rename",
                Sql = "update users\r\nset name = @name\n\nwhere id = @id",
                Parameters = [new("name", "text"), new("at", "timestamp with time zone")],
                Tables =
                [
                    new("users") { Names = ["name", "id"], Updates = ["name"] },
                    new("odd one") { Inserts = [], Deletes = true },
                ],
            },
            new ManifestStatement { Name = "a.listen", Sql = "listen x", Unprepared = "because" },
        ]);
        Assert.Equal(
            """
            # Every statement that this build can send, with what the engine says of it. Made by a command: do not edit.
            engine postgres

            statement a.listen
              | listen x
              unprepared because

            statement users.rename
              | update users
              | set name = @name
              |
              | where id = @id
              parameter name text
              parameter at timestamp with time zone
              names "odd one"
              inserts "odd one"
              deletes "odd one"
              names users id name
              updates users name

            """,
            manifest.Text);
    }

    [Fact]
    public void Every_manifest_survives_writing_and_reading()
    {
        var name = Gen.String.Where(n => n.Length > 0);
        var names = name.List[0, 4].Select(n => (IReadOnlyList<string>)[.. n.Distinct().Order(StringComparer.Ordinal)]);
        var maybe = Gen.Select(names, Gen.Bool, (n, some) => some ? n : null);
        var table = Gen.Select(name, names, maybe, maybe, Gen.Bool, (called, named, inserts, updates, deletes) =>
            new StatementTable(called) { Names = named, Inserts = inserts, Updates = updates, Deletes = deletes });
        var statement = Gen.Select(name, Gen.String, table.List[0, 3], (called, sql, tables) => new ManifestStatement
        {
            Name = called,
            Sql = ManifestText.Unix(sql),
            Tables = [.. tables.DistinctBy(t => t.Name).OrderBy(t => t.Name, StringComparer.Ordinal)],
            Parameters = [new StatementParameter(called, ""), new StatementParameter("p", "double precision")],
        });
        statement.List[0, 4].Sample(statements =>
        {
            var manifest = new StatementManifest("sqlite", [.. statements.DistinctBy(s => s.Name)]);
            var again =
                ManifestFile.Parse(manifest.Text.Replace("\n", "\r\n", StringComparison.Ordinal), "f", SchemaEngine.Sqlite);
            return again.Text == manifest.Text && again.Statements.Count == manifest.Statements.Count;
        });
    }

    [Fact]
    public void A_good_file_passes() => Assert.Single(ManifestFile.Parse(Good, "f", SchemaEngine.Postgres).Statements);

    [Theory]
    [InlineData("", 1)]
    [InlineData("statement a.b\n  | select 1", 1)]
    [InlineData("engine sqlite", 1)]
    [InlineData("engine postgres\nengine postgres", 2)]
    [InlineData("engine postgres\n  | select 1", 2)]
    [InlineData("engine postgres\n  names t id", 2)]
    [InlineData("engine postgres\nstatement a.b", 2)]
    [InlineData("engine postgres\nstatement a.b\n  parameter id text", 3)]
    [InlineData(Good + "  | select 2", 8)]
    [InlineData(Good + "  names t id", 8)]
    [InlineData(Good + "  deletes t", 8)]
    [InlineData(Good + "  deletes u id", 8)]
    [InlineData(Good + "  colours t id", 8)]
    [InlineData(Good + "  inserts t  id", 8)]
    [InlineData(Good + "  inserts t \"id", 8)]
    [InlineData(Good + "  unprepared", 8)]
    [InlineData(Good + "statement a.b\n  | select 1\n", 10)]
    [InlineData(Good + "planet earth", 8)]
    public void A_malformed_file_is_refused_with_its_line(string text, int line)
    {
        var refusal = Assert.Throws<SchemaException>(() => ManifestFile.Parse(text, "f", SchemaEngine.Postgres));
        Assert.Equal(("EL1850", "f", line), (refusal.Id, refusal.File, refusal.Line));
    }

    [Fact]
    public void A_missing_file_says_which_command_makes_it()
    {
        var source = TestSource.Of("1.0.0");
        var refusal = Assert.Throws<SchemaException>(() => source.StatementsOf(SchemaEngine.Sqlite));
        Assert.Equal(("EL1850", "Contracts/sqlite.statements"), (refusal.Id, refusal.File));
        Assert.Contains("schema manifest --write", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Releases_come_from_the_oldest()
    {
        var text = new StatementManifest("sqlite", []).Text;
        var source = TestSource.Of(
            "1.0.0", ("Released/0.10.0/sqlite.statements", text), ("Released/0.9.0/sqlite.statements", text));
        Assert.Equal(["0.9.0", "0.10.0"], source.ReleasedStatementsOf(SchemaEngine.Sqlite).Select(r => r.Release));
        Assert.Empty(source.ReleasedStatementsOf(SchemaEngine.Postgres));
    }
}
