using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema plan</c>: what <c>apply</c> would do now. Reading it takes no lock and writes nothing.</summary>
internal static class PlanVerb
{
    private static readonly Option<bool> Sql = new("--sql") { Description = "Print each step's statements." };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "plan",
        "Say what apply would do now, in which order and how.",
        RunAsync,
        ApplyVerb.Contract,
        ApplyVerb.Keep,
        Sql,
        SchemaRun.Timeout);

    /// <summary>The members <c>pending</c>, <c>deferred</c> and <c>adopted</c>.</summary>
    public static void AddTo(JsonObject report, SchemaPlan plan, bool sql)
    {
        report["pending"] = new JsonArray([.. plan.Steps.Select(step => Step(step, sql))]);
        report["deferred"] = new JsonArray([.. plan.Deferred.Select(step => Step(step, sql))]);
        report["adopted"] = VerdictReport.Texts(plan.Adopted);
    }

    /// <summary>The same in lines.</summary>
    public static void WriteTo(Screen screen, SchemaPlan plan)
    {
        screen.Rows("adopted", plan.Adopted);
        screen.Rows("pending", plan.Steps.Select(step => $"{step.Step} ({step.Why}; {How(step)})"));
        screen.Rows("deferred", plan.Deferred.Select(step => $"{step.Step} ({step.Why}; waits for apply --contract)"));
    }

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var plan = await SchemaPlan.OfAsync(run.Source, run.Looking, ApplyVerb.Options(run), ct);
        var sql = run.Value(Sql);
        if (run.Json)
        {
            var report = run.Target.Head();
            AddTo(report, plan, sql);
            report["ahead"] = VerdictReport.Texts(plan.Ahead);
            run.Output.Item(report);
            return ExitCode.Done;
        }

        var screen = new Screen();
        run.Target.WriteHead(screen);
        WriteTo(screen, plan);
        screen.Rows("ahead", plan.Ahead);
        if (plan.IsEmpty && plan.Deferred.Count == 0)
        {
            screen.Row("pending", "nothing");
        }

        foreach (var step in sql ? plan.Steps : [])
        {
            screen.Line($"{Environment.NewLine}-- {step.Step}");
            step.Migration.Statements.ToList().ForEach(statement => screen.Line(statement.Sql + ";"));
        }

        return ExitCode.Done;
    }

    private static JsonObject Step(PlannedStep step, bool sql)
    {
        var options = step.Migration.Options;
        var report = new JsonObject
        {
            ["step"] = step.Step,
            ["phase"] = step.Migration.Phase.ToString().ToLowerInvariant(),
            ["why"] = step.Why,
            ["transaction"] = options.InTransaction,
            ["lock_timeout_ms"] = options.LockTimeout.TotalMilliseconds,
            ["statement_timeout_ms"] = options.StatementTimeout.TotalMilliseconds,
            ["batch"] = options.Backfill?.BatchSize,
        };
        if (sql)
        {
            report["statements"] = VerdictReport.Texts(step.Migration.Statements.Select(statement => statement.Sql));
        }

        return report;
    }

    private static string How(PlannedStep step) => step.Migration.Options switch
    {
        { Backfill: { } backfill } => $"table {backfill.Table} in batches of {backfill.BatchSize}",
        { InTransaction: true } => "in one transaction",
        _ => "statement by statement, outside of a transaction",
    };
}
