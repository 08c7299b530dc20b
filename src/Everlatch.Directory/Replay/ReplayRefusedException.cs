namespace Everlatch.Directory.Replay;

/// <summary>Rolls back what an entry did before it was refused.</summary>
internal sealed class ReplayRefusedException(string because) : Exception(because);
