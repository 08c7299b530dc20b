namespace Everlatch.Identity.Upkeep;

/// <summary>
/// Deletes what a feature no longer needs. Run now and then by every server; running it twice at once is harmless.
/// </summary>
internal interface IUpkeep
{
    /// <summary>Deletes it; how many rows there were.</summary>
    Task<int> RunAsync(DateTimeOffset now, CancellationToken ct);
}
