namespace Everlatch.Release.Canary.Figures;

/// <summary>What a slot's processes use at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="ResidentBytes">Memory.</param>
/// <param name="ProcessorSeconds">Processor time since they began.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files and sockets.</param>
internal sealed record ResourceSample(
    DateTimeOffset At, double ResidentBytes, double ProcessorSeconds, double Threads, double Handles);
