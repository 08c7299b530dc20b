namespace Everlatch.Cli.Moves;

/// <summary>On what terms an environment moves.</summary>
/// <param name="Region">Where to.</param>
/// <param name="Window">For how long it may take no writes; past it the move is given up for this time.</param>
/// <param name="Linger">How long its rows stay where it was, for servers and edges that have not heard yet.</param>
internal sealed record MoveTerms(string Region, TimeSpan Window, TimeSpan Linger);
