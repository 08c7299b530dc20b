using System.Text.Json;
using System.Text.RegularExpressions;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>
/// Runs a statement for one environment twice, once beside another environment's rows and once without them: what it answers and
/// what it leaves must be the same, and the other's rows must be untouched.
/// </summary>
internal sealed partial class StatementProbe(IDatabase database, SampleRows rows)
{
    /// <summary>What the statement did that it must not; null when the environments are nothing to each other.</summary>
    public async Task<string?> FindLeakAsync(
        Statement statement, Sample own, Sample other, Sample parameters, CancellationToken ct)
    {
        var beside = await ObserveAsync(statement, own, other, parameters, deleteOther: false, ct);
        var alone = await ObserveAsync(statement, own, other, parameters, deleteOther: true, ct);
        var untouched = await DumpAsync(other, ct);
        return beside.Answer != alone.Answer ? $"answered\n{beside.Answer}\nbeside another environment, and alone\n{alone.Answer}"
            : beside.OwnRows != alone.OwnRows ? $"left\n{beside.OwnRows}\nbeside another environment, and alone\n{alone.OwnRows}"
            : beside.OthersRows != untouched ? $"changed another environment's rows to\n{beside.OthersRows}\nfrom\n{untouched}"
            : null;
    }

    /// <summary>How many of its own environment's rows the statement returns or touches.</summary>
    public async Task<int> ReachAsync(Statement statement, Sample own, Sample other, CancellationToken ct) =>
        (await ObserveAsync(statement, own, other, own, deleteOther: false, ct)).Reached;

    private async Task<Observation> ObserveAsync(
        Statement statement, Sample own, Sample other, Sample parameters, bool deleteOther, CancellationToken ct)
    {
        // Never committed: each statement finds the same rows.
        await using var transaction = await database.BeginAsync(ct);
        if (deleteOther)
        {
            await rows.DeleteAsync(transaction, other, ct);
        }

        try
        {
            var (answer, reached) = await SendAsync(transaction, statement, Arguments(statement, own, parameters), ct);
            return new Observation(
                answer, reached, await rows.DumpAsync(transaction, own, ct), await rows.DumpAsync(transaction, other, ct));
        }
        catch (ConstraintException)
        {
            // Nothing of it happened.
            return new Observation("refused", 0, "", await DumpAfterRefusalAsync(transaction, other, ct));
        }
    }

    private static async Task<(string Answer, int Reached)> SendAsync(
        ITransaction transaction, Statement statement, Dictionary<string, object?> arguments, CancellationToken ct)
    {
        if (statement.Writes && !Returning().IsMatch(statement.Sql))
        {
            var touched = await transaction.ExecuteAsync(statement, arguments, ct);
            return ($"{touched} touched", touched);
        }

        var answer = await transaction.ListAsync<object>(statement, arguments, ct);
        return (string.Join('\n', answer.Select(row => JsonSerializer.Serialize(row))), answer.Count);
    }

    private static Dictionary<string, object?> Arguments(Statement statement, Sample own, Sample parameters) =>
        Parameter().Matches(statement.Sql).Select(match => match.Groups["name"].Value).Distinct().ToDictionary(
            name => name, name => name == "environment" ? own.EnvironmentId : Words.Of(name, statement, parameters));

    private async Task<string> DumpAsync(Sample sample, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        return await rows.DumpAsync(transaction, sample, ct);
    }

    // PostgreSQL answers nothing more in a transaction that met a refusal, which cannot have changed anything.
    private async Task<string> DumpAfterRefusalAsync(ITransaction transaction, Sample sample, CancellationToken ct)
    {
        await transaction.DisposeAsync();
        return await DumpAsync(sample, ct);
    }

    [GeneratedRegex(@"\breturning\b")]
    private static partial Regex Returning();

    [GeneratedRegex(@"@(?<name>\w+)")]
    private static partial Regex Parameter();
}
