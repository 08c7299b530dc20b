namespace Everlatch.Release.Pipeline.Reports;

/// <summary>What became of a step, or that it begins.</summary>
/// <param name="Region">Where.</param>
/// <param name="Step">Its name.</param>
/// <param name="State">How far it is.</param>
/// <param name="Said">What it found, or why; empty as it begins.</param>
/// <param name="TookSeconds">How long it took.</param>
/// <param name="Id">The error id, when it did not end well.</param>
public sealed record StepReport(
    string Region, string Step, StepState State, string Said, double TookSeconds, string? Id = null);
