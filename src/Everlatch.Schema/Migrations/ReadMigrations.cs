using System.Globalization;
using System.Text.RegularExpressions;

namespace Everlatch.Schema.Migrations;

/// <summary>Reads the migrations of one engine and checks everything that can be checked without a database.</summary>
internal static partial class ReadMigrations
{
    private const string Folder = "Migrations/";

    /// <summary>All of them, by number and phase: numbers from 1 without gaps, each step once.</summary>
    /// <exception cref="SchemaException">A file is misnamed, doubled, missing or malformed, or there is none.</exception>
    public static IReadOnlyList<Migration> Of(SchemaFiles files, SchemaEngine engine)
    {
        var migrations = FilesOf(files, engine)
            .Select(file => Read(files, file, engine))
            .OrderBy(m => m.Number).ThenBy(m => m.Phase).ThenBy(m => m.Name, StringComparer.Ordinal)
            .ToList();
        if (migrations.Count == 0)
        {
            throw new SchemaException(
                "EL1801", $"There is no file {Folder}{engine}/0001_NAME.expand.sql, nor any other migration.");
        }

        RequireOrder(migrations);
        return migrations;
    }

    /// <summary>Whether there is any file for that engine.</summary>
    public static bool Has(SchemaFiles files, SchemaEngine engine) => FilesOf(files, engine).Any();

    // Below the folder too: a file that is put one folder too deep must not be passed over.
    private static IEnumerable<string> FilesOf(SchemaFiles files, SchemaEngine engine) =>
        files.Paths.Where(path => path.StartsWith($"{Folder}{engine}/", StringComparison.Ordinal));

    private static Migration Read(SchemaFiles files, string file, SchemaEngine engine)
    {
        var (number, name, phase) = Named(file, engine);
        var text = files.Find(file)!;
        var migration = new Migration
        {
            Number = number,
            Name = name,
            Phase = phase,
            File = file,
            Text = text,
            Options = ReadHeader.Of(text, file, engine, phase),
            Statements = SplitSql.Of(text, file, engine),
        };
        CheckStatements.Run(migration, engine);
        return migration;
    }

    private static (int Number, string Name, MigrationPhase Phase) Named(string file, SchemaEngine engine)
    {
        var match = FileName().Match(file[$"{Folder}{engine}/".Length..]);
        return match.Success
            ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups[2].Value,
                Enum.Parse<MigrationPhase>(match.Groups[3].Value, ignoreCase: true))
            : throw new SchemaException(
                "EL1802",
                "A migration is called NNNN_name.expand.sql, .backfill.sql or .contract.sql: "
                    + "four digits, lower case, digits and _.",
                file);
    }

    private static void RequireOrder(List<Migration> migrations)
    {
        var before = 0;
        foreach (var same in migrations.GroupBy(m => m.Number))
        {
            var first = same.First();
            RequireOneName(same);
            if (first.Number != before + 1)
            {
                throw new SchemaException(
                    "EL1805", $"Numbers go from 0001 up without a gap; before {first.Number:D4} there is no {before + 1:D4}.",
                    first.File);
            }

            // Later numbers may only move or remove what earlier ones made; the first has nothing to move or remove.
            if (before++ == 0 && first.Phase != MigrationPhase.Expand)
            {
                throw new SchemaException(
                    "EL1805", "The first migration has an expand step: there is nothing to move or remove yet.", first.File);
            }
        }
    }

    private static void RequireOneName(IEnumerable<Migration> same)
    {
        foreach (var (one, next) in same.Zip(same.Skip(1)))
        {
            if (one.Name != next.Name || one.Phase == next.Phase)
            {
                throw new SchemaException(
                    "EL1806", $"Number {one.Number:D4} is that of {one.File} already: a number has one name and a phase once.",
                    next.File);
            }
        }
    }

    [GeneratedRegex(@"^([0-9]{4})_([a-z0-9][a-z0-9_]*)\.(expand|backfill|contract)\.sql\z")]
    private static partial Regex FileName();
}
