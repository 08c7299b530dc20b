using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// <c>everlatch schema verify</c>: the deployment validation. The database itself is asked, and no record is believed.
/// </summary>
internal static class VerifyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "verify",
        "Ask the live catalog whether the build may take traffic on it; exit 3 unless it fits, 1 when nobody can tell.",
        RunAsync,
        SchemaRun.Timeout);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var contract = run.Source.CheckedContractOf(run.Live.Engine);
        var verdict = await CheckSchema.RunAsync(contract, run.Looking, ct);
        if (run.Json)
        {
            var report = run.Target.Head(contract);
            VerdictReport.AddTo(report, verdict);
            run.Output.Item(report);
        }
        else
        {
            Write(run, contract, verdict);
        }

        return verdict.IsFit ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Write(SchemaRun run, SchemaContract contract, SchemaVerdict verdict)
    {
        var screen = new Screen();
        run.Target.WriteHead(screen, contract);
        VerdictReport.WriteTo(screen, verdict);
        if (VerdictReport.Mend(verdict) is { } mend)
        {
            screen.Row("to mend", mend);
        }
    }
}
