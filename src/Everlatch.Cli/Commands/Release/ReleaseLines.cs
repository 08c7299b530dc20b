using System.Globalization;
using Everlatch.Release.Pipeline;
using Everlatch.Release.Pipeline.Reports;

namespace Everlatch.Cli.Commands.Release;

/// <summary>What happens during a deploy, a line each, on standard error.</summary>
internal sealed class ReleaseLines : IReleaseProgress
{
    private const int RegionWidth = 6;
    private const int StepWidth = 16;

    /// <inheritdoc />
    public void Report(StepReport happened) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{happened.Region,-RegionWidth}{happened.Step,-StepWidth}{Word(happened.State)}{Said(happened)}{Took(happened)}"));

    private static string Word(StepState state) => state.ToString().ToLowerInvariant();

    private static string Said(StepReport step) =>
        (step.Id is { } id ? $"  {id}:" : "") + (step.Said.Length > 0 ? $"  {step.Said}" : "");

    private static string Took(StepReport step) =>
        step.TookSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({step.TookSeconds:0.0} s)") : "";
}
