using System.Collections.Immutable;

namespace Everlatch.Identity.Domains.Dns;

/// <summary>All resolvers that are asked; more than half of them must agree.</summary>
public sealed record DnsResolvers(ImmutableArray<IDnsResolver> All);
