using System.Runtime.InteropServices;

namespace Everlatch.Edge.Regions;

/// <summary>Where a host leads.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Route
{
    private readonly string host;
    private readonly string? unusualIssuer;

    internal Route(RoutedEnvironment environment, string host, string? unusualIssuer)
    {
        Environment = environment;
        this.host = host;
        this.unusualIssuer = unusualIssuer;
    }

    /// <summary>The environment.</summary>
    public RoutedEnvironment Environment { get; }

    /// <summary>The issuer of tokens that are asked for there. Never taken from a request: the host is a known one.</summary>
    public string Issuer => unusualIssuer ?? RouteIssuer.Usual(host.ToLowerInvariant());
}
