namespace Everlatch.Release.Nodes.Servers;

/// <summary>What <c>/health/schema</c> of a server says, as far as a release asks for it.</summary>
internal sealed record ServerReport(string? Release, string? Contract, string? Build);
