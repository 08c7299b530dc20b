namespace Everlatch.Schema.Runner;

/// <summary>Somebody who needs what a contract step would take away.</summary>
/// <param name="Who">A server's instance name, or <c>kept release</c>.</param>
/// <param name="Release">The version of its build.</param>
/// <param name="Needs">What it needs, a line for each object.</param>
public sealed record StillNeeded(string Who, string Release, IReadOnlyList<string> Needs);
