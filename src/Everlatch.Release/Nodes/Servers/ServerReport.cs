namespace Everlatch.Release.Nodes.Servers;

/// <summary>
/// What <c>/health/schema</c> of a server says, as far as a release asks for it; and <c>/health/keys</c>, which says no contract.
/// </summary>
internal sealed record ServerReport(string? Release, string? Contract, string? Build, string? Keys);
