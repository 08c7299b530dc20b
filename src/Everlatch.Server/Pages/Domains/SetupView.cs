using System.Collections.Immutable;
using Everlatch.Identity.Domains;

namespace Everlatch.Server.Pages.Domains;

/// <summary>What the set-up page of a domain shows.</summary>
/// <param name="Token">The link's.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Records">The records, of which either proves it.</param>
/// <param name="Now">Against which "ago" is reckoned.</param>
public sealed record SetupView(string Token, CustomDomain Domain, ImmutableArray<DomainRecord> Records, DateTimeOffset Now);
