using Everlatch.Release.Pipeline.Reports;

namespace Everlatch.Cli.Commands.Release;

/// <summary>The same for machines: a JSON object a line, on standard error.</summary>
internal sealed class ReleaseEvents : IReleaseProgress
{
    /// <inheritdoc />
    public void Report(StepReport happened) => Console.Error.WriteLine(RunReports.Of(happened).ToJsonString());
}
