using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Applications;

/// <summary>An application as it is stored.</summary>
public sealed record Application
{
    /// <summary>Its id and client_id.</summary>
    public required AppId Id { get; init; }

    /// <summary>What it is; it never changes.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>What its owner says about it.</summary>
    public required ApplicationDraft Draft { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
