namespace Everlatch.Release.Nodes;

/// <summary>Looks at a release's folder before anything of it is started.</summary>
internal interface ICheckRelease
{
    /// <summary>The release when every file is as it was signed; else why it is refused.</summary>
    Task<(PlacedRelease? Release, string? Because)> RunAsync(string folder, CancellationToken ct);
}
