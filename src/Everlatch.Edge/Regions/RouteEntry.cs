using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Edge.Regions;

/// <summary>One fact of a region's routing directory: what any edge may know, and nothing about people.</summary>
public abstract record RouteEntry
{
    private RouteEntry()
    {
    }

    /// <summary>A discovery document that environments share but for their issuer.</summary>
    /// <param name="Document">The template; it is named by its digest.</param>
    public sealed record Metadata(DocumentTemplate Document) : RouteEntry;

    /// <summary>An environment at home in the region, or what changed about it.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Keys">Its JWK set (RFC 7517 §5), as served.</param>
    /// <param name="Template">The digest of its discovery document's template, which was said before.</param>
    public sealed record Environment(EnvironmentId Id, ReadOnlyMemory<byte> Keys, string Template) : RouteEntry;

    /// <summary>An environment that is no longer at home in the region.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record EnvironmentGone(EnvironmentId Id) : RouteEntry;

    /// <summary>A host that leads to an environment.</summary>
    /// <param name="Name">The host.</param>
    /// <param name="Home">The environment it leads to.</param>
    /// <param name="Issuer">
    /// The issuer of tokens that are asked for there; null for nearly all, whose issuer is the host by https.
    /// </param>
    /// <param name="Certificate">The tag of its certificate, which is more than 0; null for none.</param>
    public sealed record Host(HostName Name, EnvironmentId Home, string? Issuer, long? Certificate = null) : RouteEntry;

    /// <summary>A host that leads nowhere in this region any more.</summary>
    /// <param name="Name">The host.</param>
    public sealed record HostGone(HostName Name) : RouteEntry;
}
