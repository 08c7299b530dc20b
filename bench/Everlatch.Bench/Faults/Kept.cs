namespace Everlatch.Bench.Faults;

/// <summary>What became of what was promised.</summary>
/// <param name="Promised">Acknowledged writes, each counted.</param>
/// <param name="Lost">Those that are not there, in words.</param>
/// <param name="Twice">What happened more often than it was asked for.</param>
internal sealed record Kept(int Promised, IReadOnlyList<string> Lost, long Twice);
