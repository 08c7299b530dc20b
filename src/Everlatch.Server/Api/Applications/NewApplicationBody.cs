using Everlatch.Directory.Entries;

namespace Everlatch.Server.Api.Applications;

/// <summary>An application to be made.</summary>
internal sealed record NewApplicationBody : ApplicationChangeBody
{
    /// <summary>What it is; it never changes.</summary>
    public required ApplicationKind Kind { get; init; }
}
