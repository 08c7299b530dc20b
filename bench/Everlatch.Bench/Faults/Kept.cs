namespace Everlatch.Bench.Faults;

/// <summary>What became of what was promised.</summary>
/// <param name="Promised">Acknowledged writes, each counted.</param>
/// <param name="Lost">Those that are not there, in words.</param>
/// <param name="Later">Mails and domains among them, which nobody waited for.</param>
/// <param name="Twice">What happened more often than it was asked for.</param>
internal sealed record Kept(int Promised, int Later, IReadOnlyList<string> Lost, long Twice);
