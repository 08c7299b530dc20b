namespace Everlatch.Release.Builds;

/// <summary>
/// The oldest releases that can run on one database with a release: each from there to the release itself can. It is what the
/// frozen contracts say; the statements are proven on a copy of the target by <c>everlatch schema prove</c>.
/// </summary>
/// <param name="Oldest">On what its expand and backfill steps make; its own version when it can share with none.</param>
/// <param name="OldestAfterContract">Also once its contract steps have run: the oldest that a rollback then reaches.</param>
public sealed record SharedSchema(string Oldest, string OldestAfterContract);
