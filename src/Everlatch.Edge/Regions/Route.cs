using System.Runtime.InteropServices;

namespace Everlatch.Edge.Regions;

/// <summary>Where a host leads.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Route
{
    private readonly string host;
    private readonly string? unusualIssuer;

    internal Route(RoutedEnvironment environment, string host, string? unusualIssuer, long certificate)
    {
        Environment = environment;
        this.host = host;
        this.unusualIssuer = unusualIssuer;
        Certificate = certificate == 0 ? null : certificate;
    }

    /// <summary>The environment.</summary>
    public RoutedEnvironment Environment { get; }

    /// <summary>The tag of the host's certificate, which its home region keeps; null for none.</summary>
    public long? Certificate { get; }

    /// <summary>The issuer of tokens that are asked for there. Never taken from a request: the host is a known one.</summary>
    public string Issuer => unusualIssuer ?? RouteIssuer.Usual(host.ToLowerInvariant());
}
