using System.Diagnostics;
using System.Text.Json;
using Everlatch.Schema.Lint;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Another lint for migrations of PostgreSQL, which reads their text: what it says of the same statements.</summary>
public static class Squawk
{
    // Those that are about a lock, and those that are about the release before; a rule may be about both.
    private static readonly Dictionary<string, LintClass[]> Classes = new(StringComparer.Ordinal)
    {
        ["adding-field-with-default"] = [LintClass.Blocks],
        ["adding-foreign-key-constraint"] = [LintClass.Blocks],
        ["adding-not-nullable-field"] = [LintClass.Blocks],
        ["adding-serial-primary-key-field"] = [LintClass.Blocks],
        ["ban-alter-domain-with-add-constraint"] = [LintClass.Blocks],
        ["ban-create-domain-with-constraint"] = [LintClass.Blocks],
        ["ban-concurrent-index-creation-in-transaction"] = [LintClass.Blocks],
        ["changing-column-type"] = [LintClass.Blocks, LintClass.Breaks],
        ["constraint-missing-not-valid"] = [LintClass.Blocks],
        ["disallowed-unique-constraint"] = [LintClass.Blocks],
        ["require-concurrent-index-creation"] = [LintClass.Blocks],
        ["require-concurrent-index-deletion"] = [LintClass.Blocks],
        ["require-concurrent-partition-detach"] = [LintClass.Blocks],
        ["require-concurrent-reindex"] = [LintClass.Blocks],
        ["adding-required-field"] = [LintClass.Breaks],
        ["ban-drop-column"] = [LintClass.Breaks],
        ["ban-drop-database"] = [LintClass.Breaks],
        ["ban-drop-not-null"] = [LintClass.Breaks],
        ["ban-drop-table"] = [LintClass.Breaks],
        ["ban-truncate-cascade"] = [LintClass.Breaks],
        ["renaming-column"] = [LintClass.Breaks],
        ["renaming-table"] = [LintClass.Breaks],
    };

    // Style; and limits on time, which the runner sets and a file need not.
    private static readonly string[] NotCompared =
    [
        "ban-char-field", "prefer-bigint-over-int", "prefer-bigint-over-smallint", "prefer-identity", "prefer-robust-stmts",
        "prefer-text-field",
        "prefer-timestamp-tz",
        "require-enum-value-ordering",
        "require-lock-timeout",
        "require-statement-timeout",
    ];

    /// <summary>What it finds in some files: the file, the line counted from 1, what it is about.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="inTransaction">Whether each runs in one transaction.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<(string File, int Line, LintClass Class)>> RunAsync(
        IReadOnlyCollection<string> files, bool inTransaction, CancellationToken ct)
    {
        // The program itself: its npm wrapper names packages of systems that no test runs on.
        var program = Checkout.PathOf("tests/Everlatch.Schema.Tests/node_modules/@squawk-cli/linux-x64/bin/squawk");
        var start = new ProcessStartInfo(program, ["--reporter", "json", "--pg-version", "15.0"])
        {
            WorkingDirectory =
                Checkout.PathOf("tests/Everlatch.Schema.Tests"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(inTransaction ? "--assume-in-transaction" : "--no-assume-in-transaction");
        foreach (var file in files)
        {
            start.ArgumentList.Add(file);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return output.Length > 0
            ? [.. Parse(output)]
            : throw new InvalidOperationException($"squawk said nothing: {await error}");
    }

    private static IEnumerable<(string File, int Line, LintClass Class)> Parse(string output)
    {
        using var json = JsonDocument.Parse(output);
        foreach (var finding in json.RootElement.EnumerateArray())
        {
            var rule = finding.GetProperty("rule_name").GetString()!;
            if (NotCompared.Contains(rule, StringComparer.Ordinal))
            {
                continue;
            }

            var classes = Classes.GetValueOrDefault(rule)
                ?? throw new InvalidOperationException($"squawk's rule {rule} has no place in this comparison: {finding}");
            foreach (var of in classes)
            {
                yield return (finding.GetProperty("file").GetString()!, finding.GetProperty("line").GetInt32() + 1, of);
            }
        }
    }
}
