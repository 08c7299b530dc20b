using Everlatch.Schema.Lint;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Compares two lints statement by statement: does it block, does it break.</summary>
internal static class SquawkComparison
{
    /// <summary>Every difference, as a line: <c>columns: rename column, statement 1 breaks: only ours</c>.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<(string Name, Migration Migration, LintReport Report)> cases, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-squawk-");
        try
        {
            var files = new Dictionary<string, (string Name, Migration Migration, LintReport Report)>(StringComparer.Ordinal);
            foreach (var (index, it) in cases.Index())
            {
                var file = Path.Combine(folder.FullName, $"{index:D4}.sql");
                await File.WriteAllTextAsync(file, it.Migration.Text, ct);
                files[file] = it;
            }

            var theirs = new List<(string File, int Line, LintClass Class)>();
            foreach (var kind in files.GroupBy(file => file.Value.Migration.Options.InTransaction))
            {
                theirs.AddRange(await Squawk.RunAsync([.. kind.Select(file => file.Key)], kind.Key, ct));
            }

            return [.. files.SelectMany(file => Differences(file.Value, theirs.Where(t => t.File == file.Key)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Differences(
        (string Name, Migration Migration, LintReport Report) it, IEnumerable<(string File, int Line, LintClass Class)> theirs)
    {
        var statements = it.Migration.Statements;
        int NumberAt(int line) => Math.Max(1, statements.Count(statement => statement.Line <= line));

        var ours = it.Report.Findings.Where(f => f.Class != LintClass.Style)
            .Select(f => (Number: NumberAt(f.Line), f.Class))
            .ToHashSet();
        var other = theirs.Select(t => (Number: NumberAt(t.Line), t.Class)).ToHashSet();
        return from verdict in ours.Union(other)
               where ours.Contains(verdict) != other.Contains(verdict)
               orderby verdict.Number, verdict.Class
               select $"{it.Name}, statement {verdict.Number} {verdict.Class.ToString().ToLowerInvariant()}: only "
                   + (ours.Contains(verdict) ? "ours" : "squawk");
    }
}
